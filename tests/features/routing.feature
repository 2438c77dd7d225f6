Feature: Work finds the right agent
  Whoever leads a desk sets up queues, and the work gives itself out: fairly, to those who can do it and are there, and
  never twice. What happens is kept, with the reason.

  Scenario: A ticket finds an agent by itself
    Given a queue "Support" and the agent Mei
    When a ticket is opened
    Then Mei has it
    And the desk can read why it was Mei

  Scenario: Nobody is given too much
    Given a queue "Support" and the agent Mei, who can do two things at a time
    When three tickets are opened
    Then Mei has two of them
    And the third is first in line

  Scenario: The next one comes when there is room
    Given a queue "Support" and the agent Mei, who can do two things at a time
    When three tickets are opened
    And Mei is done with one of them
    Then Mei has two of them

  Scenario: An agent is asked, and takes it
    Given a queue "Support" that asks for 30 seconds, and the agent Mei
    When a ticket is opened
    And Mei accepts it twice
    Then Mei has it

  Scenario: An agent passes on it
    Given a queue "Support" that asks for 30 seconds, and the agent Mei
    And the agent Ben comes later
    When Mei passes on a ticket that was opened
    Then Ben is asked, and the ticket has kept its place

  Scenario: Nobody answers
    Given a queue "Support" that asks for 30 seconds, and the agent Mei
    When a ticket is opened
    And 31 seconds pass
    Then the ticket waits again
    And Mei is told that the offer is over when she accepts it now

  Scenario: An agent's console vanishes
    Given a queue "Support" and the agent Mei
    When a ticket is opened
    And Mei goes offline
    Then the ticket is back in line, at the place that it had

  Scenario: Who knows the customer is asked first
    Given a queue "Support" that keeps work for its last agent for 300 seconds, and the agent Mei
    And the agent Ben comes later
    When Mei's ticket is answered, and the customer writes again
    Then Mei has it

  Scenario: The last agent has gone home
    Given a queue "Support" that keeps work for its last agent for 300 seconds, and the agent Mei
    And the agent Ben comes later
    When Mei's ticket is answered, Mei goes offline, and the customer writes again
    Then Ben has it

  Scenario: Too long in line
    Given a queue "First line" that runs over into "Second line" after 120 seconds
    When a ticket is opened
    And 121 seconds pass
    Then the ticket waits in "Second line", at the place that it had

  Scenario: The first look was wrong
    Given a queue "中文" for what is written in Chinese, and a queue "Support" for everything
    When a ticket in English is opened
    And somebody sees that it is in Chinese
    Then the ticket waits in "中文", at the place that it had

  Scenario: A lead knows better
    Given a queue "中文" for what is written in Chinese, and a queue "Support" for everything
    When a ticket in Chinese is opened
    And a lead moves it to "Support", because "They speak Chinese there, too"
    And somebody sees that it is in English
    Then the ticket waits in "Support", at the place that it had

  Scenario: A queue takes a break
    Given a queue "Support" and the agent Mei
    When the queue is paused and a ticket is opened
    Then the ticket waits
    And Mei has it once the queue goes on

  Scenario: A person knows better
    Given a queue "Support" and the agent Mei, who can do two things at a time
    When three tickets are opened
    And a lead gives the third to Mei, because "She speaks Hakka"
    Then Mei has all three
    And the desk can read that it was the lead, because "She speaks Hakka"

  Scenario: A lead takes over
    Given a queue "Support" and the agent Mei
    When a ticket is opened
    And the lead takes it over, because "The press is asking"
    Then the lead has it, and Mei has nothing

  Scenario: How long it will take
    Given a queue "Support" whose agent has taken 6 tickets in the last half hour
    When two more tickets are opened
    Then the second of them is second in line and may wait for 10 minutes
