Feature: Promising only what is there
  Whoever orders is promised pieces that nobody else is promised, and nobody waits for a promise that is over.

  Scenario: The last pieces
    Given there are 10 pieces of "Chai"
    When 12 buyers order 1 piece each
    Then 10 of them get it and 2 are told "OutOfStock"

  Scenario: A promise that is not kept in time is over at once
    Given there are 3 pieces of "Chai"
    And a buyer has reserved 3 pieces for 15 minutes
    Then 15 minutes later 3 pieces are available
    And the buyer who comes back then is told "ReservationOver"

  Scenario: What is shipped has left, what is cancelled is free again
    Given there are 10 pieces of "Chai"
    And a buyer is promised 6 pieces
    When 2 pieces are shipped and 3 are cancelled
    Then 8 pieces are on hand, 7 available and 1 allocated

  Scenario: What is promised cannot get lost in a count
    Given there are 10 pieces of "Chai"
    And a buyer is promised 6 pieces
    When 5 pieces are written off
    Then it is refused because "OutOfStock"

  Scenario: What comes back can be sold again
    Given there are 0 pieces of "Chai"
    When a buyer sends 2 pieces back, and the parcel is booked twice
    Then 2 pieces are on hand, 2 available and 0 allocated
