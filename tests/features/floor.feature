Feature: The floor of the desk, live
  Whoever leads the desk sees without asking anybody how many wait, who works, who is on a break and what will be late,
  and is told when it gets out of hand.

  Background:
    Given the queues Sales and Care
    And 林小梅 and Bob are available

  Scenario: What waits is counted where it waits
    Given 3 items came into Sales, 20 seconds apart
    When one of them is given to 林小梅
    Then Sales shows 2 waiting and 1 in work
    And the longest wait in Sales is that of the second item
    And 林小梅 has 1 item in hand

  Scenario: What is moved leaves its old queue
    Given 2 items came into Sales, 20 seconds apart
    When one of them is moved to Care
    Then Sales shows 1 waiting and 0 in work
    And Care shows 1 waiting and 0 in work

  Scenario: The network delivers everything twice and out of order
    Given the network keeps everything back
    And 3 items came into Sales, 20 seconds apart
    And one of them is given to 林小梅
    When it delivers everything twice and out of order
    Then Sales shows 2 waiting and 1 in work
    And 3 came into Sales today

  Scenario: How occupied somebody is
    Given 2 items came into Sales, 0 seconds apart
    And 10 minutes pass
    When both are given to 林小梅
    And 30 minutes pass
    Then 林小梅 is occupied at 75 %, because two items at once are one time of work

  Scenario: An agent's day
    Given 30 minutes pass
    And 林小梅 goes on a break
    And 15 minutes pass
    Then the timeline of 林小梅 shows available for 30 minutes and away for 15 minutes

  Scenario: A wait that is too long is told once, and cleared when it is over
    Given an alert for waits of 60 seconds
    And 1 items came into Sales, 0 seconds apart
    When 3 minutes pass, minute by minute
    Then 1 alert is up, about a wait in Sales
    When one of them is given to Bob
    And 1 minutes pass, minute by minute
    Then 0 alerts are up
    And 1 alert was raised in all

  Scenario: A word that nobody must overlook, in any language
    Given an alert for the words 律师 and lawyer
    When a customer writes "我的律师会联系你们"
    Then 1 alert is up, about the word 律师
    When the ticket is solved
    Then 0 alerts are up

  Scenario: Somebody looks after it
    Given an alert for waits of 60 seconds
    And 1 items came into Sales, 0 seconds apart
    And 2 minutes pass, minute by minute
    When somebody says that he looks after it
    Then 1 alert is up, and it shows who looks after it

  Scenario: Everybody sees his own team, and who leads sees all
    Given Bob is of another team
    Then Bob sees himself only
    But who leads sees both

  Scenario: Looking again costs next to nothing
    Given 3 items came into Sales, 20 seconds apart
    When somebody looks twice
    Then the second time nothing is sent, because nothing has changed
