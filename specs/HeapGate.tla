------------------------------ MODULE HeapGate ------------------------------
(***************************************************************************)
(* Closes a heap under its users: what it has is given back once, after    *)
(* the last operation has left, and nothing starts once it is closed.  The *)
(* model of org.pinfold.protocol.HeapGate; the operators Next... are its   *)
(* functions next... .                                                     *)
(*                                                                         *)
(* Steps.  Each operation is a load of the word, then a compareAndSet; a   *)
(* load that refuses ends the operation.  The use of the heap inside the   *)
(* gate is a step of its own, so is the end (everything is given back).    *)
(* Any thread may close, also one that is inside, and any number of times. *)
(*                                                                         *)
(* Assumptions.  A thread leaves once for each time it has entered, after  *)
(* its last use.  Whoever is told to end does so.  Memory is sequentially  *)
(* consistent.                                                             *)
(*                                                                         *)
(* Guarantees.  See the invariants, ClosedIsFinal, NothingEntersOnceClosed *)
(* and ClosedEnds.  A thread that stops for ever delays the end if it is   *)
(* inside, else nothing.                                                   *)
(*                                                                         *)
(* Not modelled.  The width of the count (2^62 operations); isOpen, which  *)
(* is a load that promises nothing for later; a thread that enters twice,  *)
(* which the word does not tell from two threads; what giving back is.     *)
(* That a close ever succeeds while others enter and leave for ever is not *)
(* promised: the loop is lock-free.                                        *)
(***************************************************************************)
EXTENDS Integers, FiniteSets, TLC

CONSTANTS Threads,  \* who enters, leaves and closes
          None,     \* nothing loaded
          Refused   \* what Next... answers when the operation does not apply

VARIABLES word,   \* the gate's word: state, operations in flight
          ended,  \* ghost: how often the heap was given back
          inside, \* ghost: who has entered and not left
          pc,     \* where each thread stands
          seen    \* the word each thread loaded, until its compareAndSet

vars == <<word, ended, inside, pc, seen>>

Words == [state : {"OPEN", "CLOSING", "CLOSED"}, inFlight : 0 .. Cardinality(Threads)]

Pack(state, inFlight) == [state |-> state, inFlight |-> inFlight]

(* The transitions. *)
NextEnter(w) == IF w.state = "OPEN" THEN [w EXCEPT !.inFlight = @ + 1] ELSE Refused

NextExit(w) ==
    IF w.inFlight = 0 THEN Refused
    ELSE IF w.state = "CLOSING" /\ w.inFlight = 1 THEN Pack("CLOSED", 0)
    ELSE [w EXCEPT !.inFlight = @ - 1]

NextClose(w) ==
    IF w.state # "OPEN" THEN Refused
    ELSE Pack(IF w.inFlight = 0 THEN "CLOSED" ELSE "CLOSING", w.inFlight)

(* How a transition is published: the word afterwards, or Refused where the compareAndSet fails. *)
CompareAndSet(current, expected, next) == IF current = expected THEN next ELSE Refused
EnterExchange(current, expected, next) == CompareAndSet(current, expected, next)
ExitExchange(current, expected, next) == CompareAndSet(current, expected, next)
CloseExchange(current, expected, next) == CompareAndSet(current, expected, next)

(* The order of a user's steps. *)
AfterEnter == "use"
AfterUse == "exit"
AfterExit == "idle"

Init == /\ word = Pack("OPEN", 0)
        /\ ended = 0
        /\ inside = {}
        /\ pc = [t \in Threads |-> "idle"]
        /\ seen = [t \in Threads |-> None]

(* Thread t goes on at `at`; what it loaded is forgotten. *)
Go(t, at) == /\ pc' = [pc EXCEPT ![t] = at]
             /\ seen' = [seen EXCEPT ![t] = None]

Load(t, at) == /\ pc' = [pc EXCEPT ![t] = at]
               /\ seen' = [seen EXCEPT ![t] = word]

(* Where a thread goes on after a close. *)
Home(t) == IF t \in inside THEN "use" ELSE "idle"

EnterLoad(t) == /\ pc[t] = "idle"
                /\ IF NextEnter(word) = Refused THEN Go(t, "idle") ELSE Load(t, "enterCas")
                /\ UNCHANGED <<word, ended, inside>>

EnterCas(t) == /\ pc[t] = "enterCas"
               /\ LET after == EnterExchange(word, seen[t], NextEnter(seen[t])) IN
                  IF after = Refused
                  THEN Go(t, "idle") /\ UNCHANGED <<word, inside>>
                  ELSE Go(t, AfterEnter) /\ word' = after /\ inside' = inside \cup {t}
               /\ UNCHANGED ended

(* Not fair: a user may stop for ever. *)
EndUse(t) == /\ pc[t] = "use"
             /\ Go(t, AfterUse)
             /\ UNCHANGED <<word, ended, inside>>

ExitLoad(t) == /\ pc[t] = "exit"
               /\ IF NextExit(word) = Refused THEN Go(t, "thrown") ELSE Load(t, "exitCas")
               /\ UNCHANGED <<word, ended, inside>>

ExitCas(t) == /\ pc[t] = "exitCas"
              /\ LET after == ExitExchange(word, seen[t], NextExit(seen[t])) IN
                 IF after = Refused
                 THEN Go(t, "exit") /\ UNCHANGED <<word, inside>>
                 ELSE /\ Go(t, IF after.state = "CLOSED" THEN "end" ELSE AfterExit)
                      /\ word' = after
                      /\ inside' = inside \ {t}
              /\ UNCHANGED ended

CloseLoad(t) == /\ pc[t] \in {"idle", "use"}
                /\ IF NextClose(word) = Refused THEN Go(t, Home(t)) ELSE Load(t, "closeCas")
                /\ UNCHANGED <<word, ended, inside>>

CloseCas(t) == /\ pc[t] = "closeCas"
               /\ LET after == CloseExchange(word, seen[t], NextClose(seen[t])) IN
                  IF after = Refused
                  THEN Go(t, Home(t)) /\ UNCHANGED word
                  ELSE Go(t, IF after.state = "CLOSED" THEN "end" ELSE Home(t)) /\ word' = after
               /\ UNCHANGED <<ended, inside>>

End(t) == /\ pc[t] = "end"
          /\ ended' = ended + 1
          /\ Go(t, "idle")
          /\ UNCHANGED <<word, inside>>

Next == \E t \in Threads : \/ EnterLoad(t) \/ EnterCas(t) \/ EndUse(t) \/ ExitLoad(t) \/ ExitCas(t)
                           \/ CloseLoad(t) \/ CloseCas(t) \/ End(t)

(* Whoever has begun to leave, or has to end, goes on; nobody else has to. *)
Fairness == \A t \in Threads : WF_vars(ExitLoad(t)) /\ WF_vars(ExitCas(t)) /\ WF_vars(End(t))

Spec == Init /\ [][Next]_vars /\ Fairness

(* Of use where no liveness is checked. *)
Symmetry == Permutations(Threads)

-----------------------------------------------------------------------------
TypeOK == /\ word \in Words
          /\ ended \in Nat
          /\ inside \subseteq Threads
          /\ \A t \in Threads : seen[t] \in Words \cup {None}

NoUseAfterTheEnd == \A t \in Threads : pc[t] = "use" => ended = 0

EndedAtMostOnce == ended + Cardinality({t \in Threads : pc[t] = "end"}) <= 1

InFlightIsCounted == word.inFlight = Cardinality(inside)

ClosedMeansEmpty == word.state = "CLOSED" => word.inFlight = 0

(* Once CLOSED, and not before, the end is made or in the hands of a thread that makes it. *)
EndGoesWithClosed == word.state = "CLOSED" <=> (ended = 1 \/ \E t \in Threads : pc[t] = "end")

NobodyThrows == \A t \in Threads : pc[t] # "thrown"

ClosedIsFinal == [][word.state = "CLOSED" => word' = word]_vars

NothingEntersOnceClosed == [][word.state # "OPEN" => word'.state # "OPEN" /\ inside' \subseteq inside]_vars

(* If every operation in flight leaves, what is closed is given back. *)
ClosedEnds == (\A t \in Threads : []<>(t \notin inside)) => (word.state # "OPEN" ~> ended = 1)
=============================================================================
