Feature: The whole story of a customer on one page
  Whoever talks to a customer sees at a glance who it is and all that happened, whichever part of the house it happened in.

  Background:
    Given a customer called 林小梅

  Scenario: Everything that happened, the newest first
    Given a note "要求周五前回电" was written about her
    And her company was changed to "晨光贸易"
    When somebody opens her story
    Then it tells, from the newest: CustomerChanged, NoteAdded, CustomerRegistered
    And the card on top says 林小梅, with entries of kind customer: 2, of kind note: 1

  Scenario: Only one kind of thing
    Given a note "Prefers e-mail" was written about her
    When somebody opens her story for the kind note
    Then it tells, from the newest: NoteAdded

  Scenario: The network delivers everything twice and in a mess
    Given a note "Wants a quote by Friday" was written about her
    When the network delivers everything twice and out of order
    And somebody opens her story
    Then it tells, from the newest: NoteAdded, CustomerRegistered
    And the card on top says 林小梅, with entries of kind customer: 1, of kind note: 1

  Scenario: A restricted customer stays among those who look after her
    Given she was restricted to her owner
    When an agent who is not her owner opens her story
    Then there is no such customer
    But a supervisor can open it

  Scenario: Another business unit
    When somebody of another business unit opens her story
    Then there is no such customer
