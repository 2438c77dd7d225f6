Feature: Every change is on record
  Whoever has to answer for something finds who changed what, when, from where, and what it was before.

  Background:
    Given Ben registered the customer 晨光贸易
    And Chen changed the language of the customer to zh-CN

  Scenario: What became of a record
    When the auditor asks for everything about the customer
    Then the log tells, from the newest: CustomerChanged by Chen, CustomerRegistered by Ben
    And the newest entry says that language was nothing and became zh-CN
    And each entry names the address it came from

  Scenario: What somebody did
    When the auditor asks for everything that Ben did
    Then the log tells, from the newest: CustomerRegistered by Ben

  Scenario: The life of one field, for everybody who may read the customer
    When an agent asks for the history of the language of the customer
    Then the history tells, from the newest: nothing to zh-CN

  Scenario: The log itself is not for everybody
    When an agent asks the log for everything about the customer
    Then it is refused, because the scope audit:read is missing

  Scenario: A question that would take all day is not begun
    When the auditor asks for everything that Ben did to the customer
    Then it is refused, because no index serves record and actor together
