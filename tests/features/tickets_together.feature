Feature: Tickets that belong together
  Customers write twice about one thing, and once about two. Agents put together what belongs together and take apart
  what does not, and nothing that anybody wrote is lost by it.

  Scenario: Two tickets about one parcel become one, and two again
    Given a ticket "Where is my parcel?" to which the customer adds "It was due on Monday"
    And a ticket "Parcel" to which the customer adds "Number 4711"
    When "Where is my parcel?" is merged into "Parcel"
    Then "Parcel" shows "It was due on Monday" and "Number 4711"
    And "Where is my parcel?" is closed
    When that turns out to be wrong, and they are taken apart
    Then "Parcel" shows "Number 4711"
    And "Where is my parcel?" is open

  Scenario: A second question becomes a ticket of its own
    Given a ticket "Where is my parcel?" to which the customer adds "And the invoice is wrong, too"
    When the agent makes a ticket "Invoice" of "And the invoice is wrong, too"
    Then "Invoice" shows "And the invoice is wrong, too"
    And both are tickets of the same customer

  Scenario: One cause, many customers
    Given a ticket "The shop is down"
    And 3 tickets of customers who cannot order, which are incidents of "The shop is down"
    When "The shop is down" is solved
    Then all 3 customers' tickets are solved

  Scenario: Two agents do not answer the same customer
    Given a ticket "Where is my parcel?"
    When Ben is typing an answer to it
    Then Anna, who opens it, sees that Ben is typing

  Scenario: A photo of the damage
    Given a ticket "My parcel is broken"
    When the customer's photo "破损.jpg" is sent
    Then the ticket has the file "破损.jpg"
    But a file "setup.exe" is not taken
