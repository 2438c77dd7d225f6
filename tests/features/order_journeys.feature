Feature: From the shelf to the customer and back
  An order is complete or it never was: whoever pays gets the pieces, and whoever gets no pieces pays nothing.

  Background:
    Given there are 5 tins of Oolong 乌龙茶 on the shelf, for 19.99 EUR each

  Scenario: An order that goes well
    When a customer orders 3 tins
    Then the order is confirmed, and 2 tins are left for others
    When the shop ships 1 tin, and later the rest
    Then 19.99 EUR and 39.98 EUR are charged, each with an invoice
    When the customer sends 1 tin back
    Then 19.99 EUR are paid back with a credit note, and 3 tins are left for others

  Scenario: More is wanted than there is
    When a customer orders 6 tins
    Then the order has failed, because of "OutOfStock", and nothing is charged
    And 5 tins are left for others

  Scenario: The card is refused
    When a customer whose card is refused orders 3 tins
    Then the order has failed, because of "PaymentDeclined", and nothing is charged
    And 5 tins are left for others

  Scenario: The bank does not answer in time
    When a customer whose bank answers only when it is asked again orders 2 tins
    Then the order is confirmed, and 3 tins are left for others
    And 39.98 EUR are set aside once, not twice

  Scenario: The customer changes their mind
    When a customer orders 3 tins
    And the order is confirmed, and 2 tins are left for others
    And the customer cancels 2 tins
    Then 4 tins are left for others
    When the shop ships the rest
    Then 19.99 EUR are charged, and nothing more will ever be

  Scenario: The bank refuses when the parcel is ready
    When a customer whose bank refuses the first charge orders 1 tin
    And the order is confirmed, and 4 tins are left for others
    And the shop ships the rest
    Then the parcel does not leave, and the order says "PaymentDeclined"
    When the shop ships the rest
    Then 19.99 EUR are charged, and nothing more will ever be
