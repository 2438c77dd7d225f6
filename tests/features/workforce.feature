Feature: Who is at the desk
  Work goes to people who are there. Whoever leads the desk sees who that is, since when and why, and can rely on it.

  Scenario: One status over all channels
    Given an agent Mei with "wrap-up" as a reason that takes e-mail only
    When Mei says "wrap-up"
    Then Mei is "busy" and takes work from "email"
    And the desk is told how long she was "offline" before

  Scenario: A console that vanishes
    Given an agent Mei who is available since 12:00
    When her console falls silent at 12:10
    Then Mei is "away" since 12:11
    And Mei is "offline" since 12:15

  Scenario: Back after the line was down
    Given an agent Mei who is available since 12:00
    When her console falls silent at 12:10
    And her console is heard of again at 12:30
    Then Mei is "offline" until she says that she is back

  Scenario: A console that takes up where it was
    Given an agent Mei who is available since 12:00
    When her console falls silent at 12:10
    And her console resumes at 12:12
    Then Mei is "available" since 12:12

  Scenario: A lead sends somebody to a drill
    Given an agent Mei who is available since 12:00
    When the lead sets her "busy" because of "Fire drill"
    Then the desk is told that the lead did it, and why

  Scenario: A lead who does not say why
    Given an agent Mei who is available since 12:00
    When the lead sets her "busy" without saying why
    Then it is refused, and Mei is "available"

  Scenario: A day that can be told
    Given an agent Mei who is available since 12:00
    When she is at lunch from 12:30 to 13:15 and leaves at 17:00
    Then her day is 30 minutes available, 45 minutes away and 225 minutes available

  Scenario: Everybody of a team works by the clock on the wall
    Given a team in "Europe/Berlin" that works from 22:00 to 06:00
    When the clocks are put forward that night
    Then its shift takes 7 hours

  Scenario: Nobody stays behind by mistake
    Given an agent Mei whose shift ends at 17:00, and 10 minutes of grace
    When she is still available at 17:11
    Then Mei is "offline" because of "shift-ended"

  Scenario: Whoever is on leave is not on duty
    Given an agent Mei whose shift ends at 17:00, and 10 minutes of grace
    And she is ill from 14:00 on
    Then her duty ends at 14:00

  Scenario: Somebody leaves the company
    Given an agent Mei who is available since 12:00
    When her account is disabled
    Then Mei takes no work any more, and the desk is told at once
