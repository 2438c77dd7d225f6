Feature: A queue decides as its policy says
  Whoever leads a desk says what counts: turns, load, skills, language, who knows the customer, what was promised. What a
  policy would do can be seen before it does anything.

  Scenario: Each in turn
    Given a queue whose policy is "roundRobin"
    And the agents
      | name | room |
      | Mei  | 40   |
      | Ben  | 40   |
    When two tickets are opened
    Then Mei and Ben have one each

  Scenario: Whoever has the least to do
    Given a queue whose policy is "leastBusy"
    And the agents
      | name | room | busy |
      | Mei  | 100  | 40   |
      | Ben  | 100  | 20   |
    When a ticket is opened
    Then Ben has it

  Scenario: Whoever can do it
    Given a queue whose policy is "scored"
    And the agents
      | name | skills    |
      | Mei  | returns 3 |
      | Ben  | billing 3 |
    When a ticket that needs billing at level 3 is opened
    Then Ben has it

  Scenario: After a while somebody who can nearly do it
    Given a queue that lowers levels by 1 after 120 seconds
    And the agents
      | name | skills    |
      | Ben  | billing 2 |
    When a ticket that needs billing at level 3 is opened
    Then it waits, and Ben is refused because he "has billing at level 2, 3 is needed"
    And Ben has it after 121 seconds

  Scenario: In the customer's language
    Given a queue whose policy is "scored"
    And the agents
      | name | languages |
      | Ben  | en        |
      | Mei  | en zh-CN  |
    When a ticket in "zh" is opened
    Then Mei has it

  Scenario: The one who can do what few can is kept free for it
    Given a queue whose policy is "scored"
    And the agents
      | name | skills                 |
      | Mei  | billing 3, wholesale 3 |
      | Ben  | billing 3              |
    When a ticket that needs billing at level 1 is opened
    Then Ben has it

  Scenario: No more than a fair share
    Given a queue that gives nobody more than 1 item in 600 seconds
    And the agents
      | name | room |
      | Mei  | 100  |
    When two tickets are opened
    Then Mei has one of them
    And Mei has both after 601 seconds

  Scenario: The most urgent first
    Given a queue to whose policy the tier "gold" matters
    When tickets are opened
      | name     | priority | tier | due in seconds |
      | oldest   | normal   |      |                |
      | promised | normal   |      | 60             |
      | gold     | normal   | gold |                |
      | outage   | urgent   |      |                |
    Then an agent who does one thing at a time gets "outage", "promised", "gold", "oldest"

  Scenario: First this queue, and that one only after a while
    Given an agent who serves "Calls" first and "Mail" after 60 seconds
    When a ticket is opened in "Mail"
    Then it waits
    And the agent has it after 61 seconds

  Scenario: What would this policy do?
    Given a queue whose policy is "scored"
    And the agents
      | name | skills    |
      | Mei  | billing 3 |
      | Ben  | returns 3 |
    When somebody asks who would get a ticket that needs billing
    Then the answer is Mei, and that Ben "has no billing"
    And nobody has anything
