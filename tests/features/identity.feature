Feature: Who may come in
  Everybody works under a name of their own, and what they may do ends when they leave.

  Scenario: A new colleague starts
    Given Ada leads the workspace "acme"
    When Ada takes in "wei@acme.example" as an agent
    And "wei@acme.example" chooses the password "ein langer satz 42"
    Then "wei@acme.example" can log in with "ein langer satz 42"
    And may read customers but not delete them

  Scenario: A colleague leaves
    Given Ada leads the workspace "acme"
    And an agent works there with a session open
    When Ada disables the agent
    Then the agent's session opens nothing any more
    And the agent cannot log in

  Scenario: Somebody guesses passwords
    Given Ada leads the workspace "acme"
    When somebody tries 5 wrong passwords for Ada
    Then Ada's own password does not help for a minute
    And the log says so

  Scenario: A refresh token is stolen
    Given Ada leads the workspace "acme"
    And Ada has a session whose refresh token was copied
    When both Ada and the thief use the refresh token
    Then neither of them has a session
    And the log says that a token was reused
