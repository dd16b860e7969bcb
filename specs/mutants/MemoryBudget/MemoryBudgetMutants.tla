------------------------ MODULE MemoryBudgetMutants -------------------------
(* Known bugs of MemoryBudget: each operator replaces one of the model in the configuration of its number. *)
EXTENDS MemoryBudget

(* 42: the limit is checked first and the amount added afterwards. *)
BadTakeExchangeAdds(current, expected, next) == current + (next - expected)

(* 161: giveBack is a load and a store. *)
BadGiveBackExchange(current, expected, next) == next

(* 162: tryTake is a load and a store. *)
BadTakeExchangeStores(current, expected, next) == next

(* 163: the amount is subtracted twice. *)
BadNextGiveBack(u, n) == IF n <= u THEN u - 2 * n ELSE Refused

(* 164: nobody reads whether the compareAndSet of tryTake succeeded. *)
BadTakeExchangeUnread(current, expected, next) == IF current = expected THEN next ELSE current
=============================================================================
