Feature: Money that is moved once
  Whatever a payment provider does, a customer pays for what left the house, to the cent, and gets back what is due.

  Scenario: Every shipment is paid when it leaves
    Given an order over 50.00 EUR whose payment is authorised
    When shipments over 30.00 EUR and 20.00 EUR leave
    Then the provider has taken 50.00 EUR and the payment is "captured"

  Scenario: The provider's answer is lost on the way
    Given an order over 50.00 EUR at a provider whose answer to an authorisation is lost
    When the order's saga asks a second time
    Then the payment is "authorised", and the provider has set 50.00 EUR aside once

  Scenario: An order is cancelled while the provider is thinking
    Given an order over 50.00 EUR at a provider who takes his time with an authorisation
    When the order is undone
    Then the payment is "voided", and whoever comes to authorise it later is refused

  Scenario: A provider that never answers is asked until it does
    Given an order over 50.00 EUR at a provider whose answer to an authorisation is lost
    When nobody asks any more and two minutes pass
    Then the payment is "authorised", and the provider has set 50.00 EUR aside once

  Scenario: A card number is sent where a token belongs
    When somebody wants to pay with the card "4111 1111 1111 1111"
    Then it is refused because "CardDataRefused", and nothing is stored

  Scenario: The provider has lost an entry
    Given an order over 50.00 EUR whose payment is authorised
    And the provider has lost it from its books
    When the day is compared
    Then a difference is found that is called "missing-at-provider"
