Feature: Knowing one's customers
  Whoever picks up the phone finds the right customer at once, and finds it once.

  Scenario: An address belongs to one customer
    Given "Ada Lovelace" is registered with the address "ada@example.org"
    When somebody registers "A. Lovelace" with the address "ADA@example.org"
    Then it is refused because "AlreadyTaken", and "Ada Lovelace" is named as the one who has it

  Scenario: Somebody who looks like a customer we have
    Given "王小明" is registered, born on "1988-05-17"
    When somebody registers "王小明", born on "1988-05-17"
    Then it is refused because "PossibleDuplicate", and "王小明" is named as the one who has it
    And it is accepted if somebody says that it is another person

  Scenario: A customer who withdraws consent gets no more letters
    Given "Ada Lovelace" is registered with the address "ada@example.org"
    And she gave consent to the newsletter
    When she withdraws consent to the newsletter
    Then whoever is about to write to "ada@example.org" is told "withdrawn"

  Scenario: A customer moved to the trash by mistake comes back
    Given "Ada Lovelace" is registered with the address "ada@example.org"
    When somebody moves her to the trash and takes her out again
    Then she is found by the address "ada@example.org"
