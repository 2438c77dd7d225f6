Feature: Knowing what something costs
  Whoever sells can say what something costs, to whom and when, and why it is that price.

  Scenario: Everybody pays the same, and wholesale pays less
    Given "Chai" costs 18.00 euros
    And for "wholesale" it costs 15.00 euros
    Then a buyer of no segment pays 18.00 euros
    And a buyer of "wholesale" pays 15.00 euros, as the price book "wholesale" says

  Scenario: A summer price begins and ends by itself
    Given "Chai" costs 18.00 euros
    And from "2026-06-01" until "2026-09-01" it costs 16.00 euros
    Then it costs 18.00 euros on "2026-05-31"
    And it costs 16.00 euros on "2026-06-01"
    And it costs 16.00 euros on "2026-08-31"
    And it costs 18.00 euros on "2026-09-01"

  Scenario: What is no longer sold has no price
    Given "Chai" costs 18.00 euros
    When it is retired
    Then whoever asks what it costs is told "ProductUnavailable"

  Scenario: A bundle costs less than its parts, and its parts leave the stock
    Given "Chai" costs 18.00 euros
    And a bundle of 3 of it costs 45.00 euros
    Then whoever buys the bundle pays 45.00 euros
    And 3 pieces of "Chai" leave the stock

  Scenario: A list of products is brought along twice
    Given a list of 3 products with their prices
    When the list is sent
    And the list is sent again
    Then there are 3 products, and the second time nothing was changed
