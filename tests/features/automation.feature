Feature: What is done by itself
  Rules do what nobody should have to think of: at once, when something happens, or when nothing has happened for too
  long. Each of them can be tried first, and what they did can be read afterwards. None of them runs for ever.

  Scenario: Tickets of VIPs are urgent from the first moment
    Given a rule that makes new tickets of VIPs urgent
    When a VIP opens a ticket, and somebody else does
    Then the VIP's ticket is urgent and the other one is not
    And the log of the VIP's ticket names the rule and what it changed

  Scenario: Nobody waits two hours without being noticed
    Given a rule that tags tickets as "late" that are open and had no reply for 2 hours
    When a customer opens a ticket, and 2 hours pass without a reply
    Then the ticket is tagged as "late"
    When another hour passes
    Then the rule has acted once

  Scenario: An answer in time
    Given a rule that tags tickets as "late" that are open and had no reply for 2 hours
    When a customer opens a ticket, is answered, and 3 hours pass
    Then the ticket has no tags

  Scenario: A rule is for the tickets that are there already, too
    Given a ticket that has waited for an hour
    And a rule that tags tickets as "late" that are open and had no reply for 2 hours
    When 2 hours pass
    Then the ticket is tagged as "late"

  Scenario: A rule is tried before it is switched on
    Given three tickets, of which one is of a VIP
    And a rule that makes new tickets of VIPs urgent, which is not switched on
    When it is tried on the last tickets
    Then it would have made the VIP's ticket urgent, and no other
    And no ticket has changed

  Scenario: Two rules that undo each other's work
    Given a rule that makes high tickets low, and one that makes low tickets high
    When a customer opens a ticket of low priority
    Then each of them has acted once, and the log says that they were stopped
