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

(* 230: the child keeps what its parent refused. *)
BadAfterRefusalKeeps == "idle"

(* 231: given back to the child only. *)
BadFirstToGiveBack == "backAtChild"

(* 232: taken from the child only. *)
BadAfterTakeAtChild == "done"

(* 233: given back to the child first, so that it takes again before the parent has its amount back. *)
BadAfterBackAtChild == "backAtParent"
BadAfterBackAtParent == "idle"

(* 234: taken from the parent first, which gets nothing back when the child refuses. *)
BadFirstToTake == "parent"
BadAfterTakeAtParent == "child"

(* 235: a take goes by the limit of the beginning. *)
BadLimitRead(b) == Largest(Limits(b))

(* 236: what the parent refused is given back to the parent as well. *)
BadAfterRefusalGivesBackTwice == "backAtParent"

(* 237: the rest under a limit below what is in use counts as a huge one. *)
BadNextTake(u, n, most) == IF most < u \/ n <= most - u THEN u + n ELSE Refused
=============================================================================
