Feature: Tickets
  What customers ask for is one ticket each, from the first message to the last answer. Nobody loses another's work,
  and nothing that was solved comes back unseen.

  Background:
    Given a desk where a solved ticket may come back for 7 days and is closed after 14

  Scenario: A question is answered
    When a customer asks "Where is my parcel?"
    Then the ticket is new and the customer waits
    When an agent replies "It left this morning."
    Then the ticket is open and nobody waits

  Scenario: A thank-you reopens what was solved a day ago
    Given a ticket that was solved 1 day ago
    When the customer writes "It happened again"
    Then the ticket is open, for the 2nd time

  Scenario: A message weeks later begins a ticket that follows the old one
    Given a ticket that was solved 8 days ago
    When the customer writes "It happened again"
    Then there is a new ticket that follows the old one
    And the old one stays solved

  Scenario: What stays solved is closed for good
    Given a ticket that was solved 14 days ago
    When a minute passes
    Then the ticket is closed
    And it cannot be changed any more

  Scenario: Two agents change different things at once
    Given two agents who look at the same ticket
    When Ada sets its priority to high
    And Ben sets its category to shipping
    Then the ticket has the priority high and the category shipping

  Scenario: Two agents change the same thing at once
    Given two agents who look at the same ticket
    When Ada sets its priority to high
    And Ben sets its priority to low
    Then Ben is shown that it was normal, is high and that he wants low
    And the ticket has the priority high

  Scenario: A return is not solved without saying why it came back
    Given returns that need a reason before they are resolved
    When an agent solves a return without a reason
    Then the agent is told that "/custom/reason" is missing
    When the agent gives the reason broken and solves it
    Then the ticket is solved

  Scenario: A colleague who is mentioned follows the ticket
    Given an open ticket
    When an agent notes "Could you look at this?" and mentions Ben
    Then Ben follows the ticket
    And the customer is shown none of it

  Scenario: A ticket sleeps until the supplier is back
    Given an open ticket
    When it is put to sleep for 2 days
    Then it wakes when 2 days have passed
    But it wakes at once when the customer writes before

  Scenario: A view shows what matters now
    Given a view of tickets that are new or open, and urgent or of a customer who is VIP
    And tickets that are urgent, of a VIP, of no hurry, and closed though urgent
    Then the view shows the first two
