Feature: Cancelling an order at any moment
  A customer changes her mind, whatever the system is doing just then. Nothing is half done afterwards.

  Scenario: Before anything has begun
    Given 林小梅 placed an order for 3 packets of tea
    When she cancels it
    And the system goes on with the order
    Then the order is "cancelled"
    And the cancellation is "done"

  Scenario Outline: While a step of the saga is running
    Given 林小梅 placed an order for 3 packets of tea
    When she cancels it during the step "<step>"
    Then the order is "cancelled"
    And what was held and set aside was given back

    Examples:
      | step       |
      | Reserve    |
      | Authorise  |
      | AssessRisk |
      | Allocate   |
      | Confirm    |

  Scenario: A part of it while it is being confirmed
    Given 林小梅 placed an order for 3 packets of tea
    When she cancels 1 packet during the step "Authorise"
    Then the order is "confirmed"
    And 1 packet is cancelled and 2 can be packed

  Scenario: After it was confirmed
    Given 林小梅 placed an order for 3 packets of tea
    And the system goes on with the order
    When she cancels it
    And the system carries the cancellation out
    Then the order is "cancelled"
    And nothing will be captured

  Scenario: The parcel is packed already
    Given 林小梅 placed an order for 3 packets of tea
    And the system goes on with the order
    And 3 packets are packed
    When she cancels 1 packet
    And the system carries the cancellation out
    Then 1 packet is cancelled and 2 can be packed

  Scenario: Too late
    Given 林小梅 placed an order for 3 packets of tea
    And the system goes on with the order
    And 3 packets are packed and handed over
    When she cancels it
    Then she is told "NotShippable"

  Scenario: She presses the button twice
    Given 林小梅 placed an order for 3 packets of tea
    When she cancels it
    And she cancels it
    Then she is told "WrongState"
