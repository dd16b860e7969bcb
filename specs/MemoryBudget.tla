---------------------------- MODULE MemoryBudget ----------------------------
(***************************************************************************)
(* How much memory a heap may have.  The model of                          *)
(* org.pinfold.protocol.MemoryBudget; NextTake and NextGiveBack are its    *)
(* nextTake and nextGiveBack.                                              *)
(*                                                                         *)
(* Steps.  Each operation is a load of the amount in use, then a           *)
(* compareAndSet; a load that refuses ends the operation.                  *)
(*                                                                         *)
(* Assumptions.  Nobody gives back more than it took.  Memory is           *)
(* sequentially consistent.                                                *)
(*                                                                         *)
(* Guarantees.  The amount in use never exceeds the limit and is the sum   *)
(* of what the callers hold.                                               *)
(*                                                                         *)
(* Not modelled.  64-bit overflow (amounts and limit are not negative, and *)
(* the comparison subtracts); changes of the limit; budgets with a parent, *)
(* which the class does not have.  Nothing is promised eventually.         *)
(***************************************************************************)
EXTENDS Integers, TLC

CONSTANTS Threads, \* who takes and gives back
          Limit,   \* the most that may be in use
          Most,    \* the largest amount in one call
          None,    \* nothing loaded
          Refused  \* what Next... answers when the operation does not apply

VARIABLES used,    \* the word: how much is in use
          pc,      \* where each thread stands
          amount,  \* what each thread asks for or returns, else 0
          held,    \* what each thread has taken and not given back
          seen     \* the word each thread loaded, until its compareAndSet

vars == <<used, pc, amount, held, seen>>

(* The transitions. *)
NextTake(u, n, limit) == IF n <= limit - u THEN u + n ELSE Refused
NextGiveBack(u, n) == IF n <= u THEN u - n ELSE Refused

(* How a transition is published: the word afterwards, or Refused where the compareAndSet fails. *)
CompareAndSet(current, expected, next) == IF current = expected THEN next ELSE Refused
TakeExchange(current, expected, next) == CompareAndSet(current, expected, next)
GiveBackExchange(current, expected, next) == CompareAndSet(current, expected, next)

Init == /\ used = 0
        /\ pc = [t \in Threads |-> "idle"]
        /\ amount = [t \in Threads |-> 0]
        /\ held = [t \in Threads |-> 0]
        /\ seen = [t \in Threads |-> None]

Go(t, at) == /\ pc' = [pc EXCEPT ![t] = at]
             /\ amount' = [amount EXCEPT ![t] = 0]
             /\ seen' = [seen EXCEPT ![t] = None]

Load(t, at, n) == /\ pc' = [pc EXCEPT ![t] = at]
                  /\ amount' = [amount EXCEPT ![t] = n]
                  /\ seen' = [seen EXCEPT ![t] = used]

TakeLoad(t, n) == /\ pc[t] = "idle"
                  /\ NextTake(used, n, Limit) # Refused
                  /\ Load(t, "takeCas", n)
                  /\ UNCHANGED <<used, held>>

TakeCas(t) == /\ pc[t] = "takeCas"
              /\ LET after == TakeExchange(used, seen[t], NextTake(seen[t], amount[t], Limit)) IN
                 IF after = Refused
                 THEN UNCHANGED <<used, held>>
                 ELSE used' = after /\ held' = [held EXCEPT ![t] = @ + amount[t]]
              /\ Go(t, "idle")

GiveBackLoad(t, n) == /\ pc[t] = "idle"
                      /\ n <= held[t]
                      /\ IF NextGiveBack(used, n) = Refused THEN Go(t, "thrown") ELSE Load(t, "giveBackCas", n)
                      /\ UNCHANGED <<used, held>>

GiveBackCas(t) == /\ pc[t] = "giveBackCas"
                  /\ LET after == GiveBackExchange(used, seen[t], NextGiveBack(seen[t], amount[t])) IN
                     IF after = Refused
                     THEN UNCHANGED <<used, held>>
                     ELSE used' = after /\ held' = [held EXCEPT ![t] = @ - amount[t]]
                  /\ Go(t, "idle")

Next == \E t \in Threads : \/ \E n \in 1 .. Most : TakeLoad(t, n) \/ GiveBackLoad(t, n)
                           \/ TakeCas(t) \/ GiveBackCas(t)

Spec == Init /\ [][Next]_vars

Symmetry == Permutations(Threads)

-----------------------------------------------------------------------------
RECURSIVE Sum(_)
Sum(threads) == IF threads = {} THEN 0
                ELSE LET t == CHOOSE t \in threads : TRUE IN held[t] + Sum(threads \ {t})

TypeOK == /\ used \in Nat
          /\ \A t \in Threads : held[t] \in 0 .. Limit /\ amount[t] \in 0 .. Most

LimitIsKept == used <= Limit

HoldingsStayWithinLimit == Sum(Threads) <= Limit

Conserved == used = Sum(Threads)

NobodyThrows == \A t \in Threads : pc[t] # "thrown"
=============================================================================
