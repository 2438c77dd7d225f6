Feature: One click for what is done every day
  An agent answers the same question fifty times a day. What is always done together is one click, and what is always
  said is written once, in every language of the house.

  Scenario: A refund is one click
    Given a macro that replies, notes, tags, raises the priority and waits for the customer
    And a ticket of normal priority
    When an agent uses it
    Then the customer has one reply, and the team one note
    And the ticket is pending, has the priority high and the tag "refund"

  Scenario: A click that is sent twice is one click
    Given a macro that replies, notes, tags, raises the priority and waits for the customer
    And a ticket of normal priority
    When an agent's browser sends the click twice
    Then the customer has one reply, and the team one note

  Scenario: A look before the click
    Given a macro that replies, notes, tags, raises the priority and waits for the customer
    And a ticket of normal priority
    When an agent looks at what it would do
    Then the priority would go from normal to high, and nothing has changed

  Scenario: The customer is answered in his language, by his name
    Given a saved reply in English and in Chinese
    And a ticket in "zh-CN" of "王小明"
    Then the saved reply says "王小明，您的退款正在处理。"

  Scenario: A name that nobody knows leaves no hole in the text
    Given a saved reply in English and in Chinese
    And a ticket in "en" of nobody who is known
    Then the saved reply says "Dear there, your refund is on its way."

  Scenario: A misspelt variable is found when the reply is saved
    When somebody saves the reply "Dear {{requester.nmae}}"
    Then it is refused, and says which variables there are

  Scenario: A recall touches every ticket about it, and no other
    Given 30 tickets about a kettle, one of them closed, and one about a lamp
    When the lead tags all about the kettle as "recall"
    Then 29 are tagged, the closed one is named, and the lamp's is as it was
