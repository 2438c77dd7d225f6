Feature: Asking by a form on the web
  Whoever has no account can ask, too: a page in their own language, a few fields, and a number to refer to.

  Background:
    Given the form "Ask us" in English and Chinese

  Scenario: A customer asks in Chinese
    When Mei opens the page with a browser that prefers Chinese, fills it in and sends it
    Then she is given the number of her ticket
    And the desk has one ticket from the web, in Chinese, of the customer whose address it is

  Scenario: Something is missing
    When Mei sends the page without her e-mail address
    Then the page says that it is needed, and keeps what she wrote
    And the desk has no ticket

  Scenario: She clicks twice
    When Mei fills the page in and sends it twice
    Then the desk has 1 ticket

  Scenario: A program that fills in every field
    When a program fills in the page, and the field that people do not see
    Then the desk has no ticket
