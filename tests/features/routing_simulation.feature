Feature: What would have been
  Before a policy is switched on, or a shift is planned, the desk replays what came: with other rules, or more or fewer
  agents. Nobody gets any work by it.

  Scenario: One more agent
    Given a desk on which Mei alone served 3 tickets, one after the other, for a minute each
    When the hour is replayed with 1 agent more
    Then the longest wait would have been 60 seconds instead of 120
    And nobody has anything

  Scenario: One agent fewer
    Given a desk on which Mei alone served 3 tickets, one after the other, for a minute each
    When the hour is replayed with 1 agent fewer
    Then 3 tickets would have found nobody instead of 0

  Scenario: A policy that is not switched on yet
    Given a desk on which Mei alone served 3 tickets that need billing, while Ben did not know it
    When the hour is replayed with a policy that asks for no skill after 30 seconds
    Then the longest wait would have been 60 seconds instead of 120
    And of the work 67 % would have gone to those who know it, instead of 100 %

  Scenario: Work that somebody makes up
    Given a desk with the agents Mei and Ben
    When 4 calls at once are tried, of a minute each
    Then the longest wait would have been 60 seconds instead of 60

  Scenario: The same seed, the same result
    Given a desk with the agents Mei and Ben
    When 4 calls at once are tried twice, with 1 agent more and the seed 7
    Then both results are the same

  Scenario: Too long a time
    Given a desk with the agents Mei and Ben
    When a month is to be replayed
    Then it is refused, because until "is more than 7 days after since"
