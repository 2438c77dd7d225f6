Feature: Promises of a desk
  Who writes to us is told by when he is answered. A promise counts the hours in which somebody is there, waits while the
  customer is waited for, warns before it is broken, and is counted when it was.

  Background:
    Given a desk in Berlin that is open from 9 to 18 on weekdays
    And it promises an answer within 2 hours and a solution within 8

  Scenario: A promise counts the hours in which the desk is open
    When a customer asks on Friday at 17:00
    Then the answer is due on Monday at 10:00

  Scenario: A holiday does not count
    Given Monday is a holiday
    When a customer asks on Friday at 17:00
    Then the answer is due on Tuesday at 10:00

  Scenario: Clocks that are put back in the night change nothing about an office
    When a customer asks on the Friday before clocks are put back at 17:00
    Then the answer is due on the Monday after at 10:00

  Scenario: An answer in time keeps the promise
    Given a customer asked on Monday at 9:00
    When an agent replies on Monday at 11:00
    Then the promise of an answer is kept
    And the promise of a solution is still open

  Scenario: The clock stands while the customer is waited for
    Given a customer asked on Monday at 9:00
    And an agent asked back on Monday at 10:00
    When the customer writes again on Wednesday at 9:00
    Then the solution is due on Wednesday at 16:00
    And the next answer is due on Wednesday at 11:00

  Scenario: Somebody is warned before, and told once when it is too late
    Given the desk is warned when three quarters of the time have passed
    And a customer asked on Monday at 9:00
    When the clock looks each minute until Monday at 11:30
    Then one warning was given at 10:30
    And one breach was told at 11:01

  Scenario: A breach is told although nobody looked for an hour
    Given a customer asked on Monday at 9:00
    When the clock looks for the first time on Monday at 12:15
    Then one breach was told at 12:15

  Scenario: What is late becomes urgent and goes to the team that puts out fires
    Given a late answer raises the ticket to urgent and gives it to the fire brigade
    And a customer asked on Monday at 9:00
    When the clock looks for the first time on Monday at 11:05
    Then the ticket is urgent and with the fire brigade

  Scenario: A better promise reaches those who wait already
    Given a customer asked on Monday at 9:00
    When the desk promises an answer within 1 hour from Monday at 9:05 on
    Then the answer is due on Monday at 10:00

  Scenario: A ticket that comes back goes on where it was
    Given a customer asked on Monday at 9:00
    And it was solved on Monday at 13:00
    When it is reopened on Tuesday at 9:00
    Then the solution is due on Tuesday at 13:00

  Scenario: How many promises were kept
    Given three customers asked on Monday at 9:00
    And two of them were answered on Monday at 10:00 and one on Monday at 14:00
    When somebody asks how the week was
    Then two answers of three were in time
