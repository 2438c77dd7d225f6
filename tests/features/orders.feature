Feature: Selling
  What was ordered is what is delivered, and what is written on the invoice, to the cent.

  Scenario: A discount on one thing and one on everything
    Given a draft of 3 "龙井茶" for 16.80 each with 10 % off, and shipping for 4.90
    When 5 % are taken off everything
    Then it comes to 47.75 net, 9.08 tax and 56.83 in all

  Scenario: A currency without cents
    Given a draft of 3 "煎茶" for 105 yen each
    Then it comes to 315 yen net, 60 yen tax and 375 yen in all

  Scenario: What was ordered does not change any more
    Given a draft of 3 "龙井茶" for 16.80 each with 10 % off, and shipping for 4.90
    When it is placed, and the seller changes the prices of the draft
    Then that is refused because "DocumentLocked"
    And it still comes to 50.26 net, 9.55 tax and 59.81 in all

  Scenario: Card numbers stay outside
    Given a draft of 3 "龙井茶" for 16.80 each with 10 % off, and shipping for 4.90
    When somebody pays with "4111 1111 1111 1111"
    Then that is refused because "CardDataRefused"

  Scenario: A number read out on the phone
    Given a placed order
    When somebody reads its number with one wrong sign
    Then it is told that the number is wrong, and not that there is no order

  Scenario: Part by part
    Given a confirmed order of 3 "龙井茶" for 3.33 each
    When the pieces are shipped one by one
    Then there are 3 invoices, and together they come to the order

  Scenario: Numbers without a gap
    Given a confirmed order of 20 "龙井茶" for 3.33 each
    When 20 shipments are invoiced at the same moment
    Then the invoices are numbered from 1 to 20, in their series

  Scenario: Something comes back
    Given a confirmed order of 3 "龙井茶" for 3.33 each
    When the pieces are shipped one by one
    And one piece comes back, of which 3.00 are given back
    Then there is a credit note of 3.00 with the number after the invoices
    And the invoices are as they were
