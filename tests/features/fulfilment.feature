Feature: From a confirmed order to the door of the customer
  Goods leave in one piece or in several, and nothing leaves without its money.

  Background:
    Given 林小梅 ordered 3 packets of tea at 3.33 EUR, with 4.90 EUR for shipping
    And the order was confirmed

  Scenario: An order goes out at once
    When all of it is packed and handed over
    And its money has come
    Then the order is "shipped"
    And 17.72 EUR were asked for in all

  Scenario: An order goes out in parts, and the parts come to the whole
    When 2 packets are packed and handed over
    And its money has come
    Then the order is "confirmed", and "partial" of it has left
    When all of it is packed and handed over
    And its money has come
    Then the order is "shipped"
    And 17.72 EUR were asked for in all

  Scenario: The payment is declined when the parcel is handed over
    When all of it is packed and handed over
    And its money is refused because of "PaymentDeclined"
    Then the order is "confirmed"
    And it says that "Capture" failed because of "PaymentDeclined"
    And 3 packets can be packed again

  Scenario: The parcel arrives
    When all of it is packed and handed over
    And its money has come
    And the parcel arrives
    Then the order is "delivered"

  Scenario: Somebody else packs the same piece
    When 2 packets are packed
    Then packing 2 more is refused because of "NotShippable"

  Scenario: An order is looked at before it leaves
    Given a tenant that looks at every order above 10 EUR
    And another order of 3 packets was confirmed
    Then packing 3 more is refused because of "WrongState"
    When an administrator takes the risk
    And all of it is packed and handed over
    And its money has come
    Then the order is "shipped"

  Scenario: The whole way can be read in the order's own story
    When all of it is packed and handed over
    And its money has come
    Then the story of its sagas is
      | Begin         | SagaStarted       |
      | AssessRisk    | OrderRiskAssessed |
      | Confirm       | OrderConfirmed    |
      | Confirm       | SagaEnded         |
      | BeginShipment | SagaStarted       |
      | EndShipment   | OrderShipped      |
      | EndShipment   | ShipmentShipped   |
      | EndShipment   | SagaEnded         |
