Feature: Sending things back
  Whoever bought something can send it back, piece by piece, and gets back what was paid for it, to the cent.

  Background:
    Given an order of 3 shirts for 100.00 EUR in all, of which everything has been delivered

  Scenario: A refund
    When the customer returns 3 shirts because they do not fit
    And the desk approves it, and 3 shirts arrive in good condition
    Then 100.00 EUR are paid back, and 3 shirts go back into stock
    And once that is done, the return is completed with a credit note

  Scenario: Piece by piece
    When the customer returns the shirts one by one
    Then 33.33 EUR, 33.34 EUR and 33.33 EUR are paid back

  Scenario: Only some of them arrive
    When the customer returns 3 shirts because they do not fit
    And the desk approves it, and 2 shirts arrive in good condition
    Then 66.67 EUR are paid back, and 2 shirts go back into stock
    And 1 shirt can still be returned

  Scenario: A worn one is worth less and is not sold again
    When the customer returns 1 shirt because they do not fit
    And the desk approves it, and the shirt arrives worn, for which 10.00 EUR are taken off
    Then 23.33 EUR are paid back, and 0 shirts go back into stock

  Scenario: An exchange for something cheaper
    Given the catalog sells scarves for 30.00 EUR
    When the customer returns 1 shirt in exchange for a scarf
    And the desk approves it, and 1 shirt arrives in good condition
    Then 3.33 EUR are paid back, and 1 scarf is sent

  Scenario: An exchange for something dearer
    Given the catalog sells coats for 50.00 EUR
    When the customer asks to exchange 1 shirt for a coat
    Then it is refused, because a coat is worth more than a shirt

  Scenario: A return that is rejected
    When the customer returns 2 shirts because they do not fit
    And the desk rejects it because "穿过了，吊牌已剪"
    Then nothing is paid back
    And 3 shirts can still be returned

  Scenario: Too late
    Given a day has gone by since the last day for returns
    When the customer asks to return 1 shirt
    Then it is refused, because returns are taken for 30 days

  Scenario: More than there was
    When the customer returns 2 shirts because they do not fit
    And the customer asks to return 2 shirts
    Then it is refused, because 1 shirt can still be returned

  Scenario: The bank declines the refund
    When the customer returns 1 shirt because they do not fit
    And the desk approves it, and 1 shirt arrives in good condition
    And the bank declines the refund
    Then the return says "PaymentDeclined" and waits for somebody to try again
    When the desk tries again and the bank agrees
    Then once that is done, the return is completed with a credit note
