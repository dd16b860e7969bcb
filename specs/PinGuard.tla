------------------------------ MODULE PinGuard ------------------------------
(***************************************************************************)
(* When may a superslab's memory go back?  Never while pinned, exactly     *)
(* once, and eventually.  The model of org.pinfold.protocol.PinGuard; the  *)
(* operators Next... are its functions next... .                           *)
(*                                                                         *)
(* Steps.  Each operation is a load of the word, then a compareAndSet; a   *)
(* load that refuses ends the operation.  Release (the memory goes back)   *)
(* is a step of its own, so is the use of the memory under a pin.  Threads *)
(* look the generation up first and may use it however late.               *)
(*                                                                         *)
(* Assumptions.  A thread unpins once what it has pinned, after its last   *)
(* use.  Whoever is told to release does it and then offers the superslab  *)
(* for reuse; one thread at a time reopens it, with the memory committed   *)
(* again beforehand.  Memory is sequentially consistent.                   *)
(*                                                                         *)
(* Guarantees.  See the invariants and RetiredIsReleased.  A pinner that   *)
(* stops for ever delays the release of its own generation, nothing else.  *)
(*                                                                         *)
(* Not modelled.  The width of the fields (2^32 pins, 2^30 generations);   *)
(* who decides to retire; the pool that hands superslabs out.              *)
(***************************************************************************)
EXTENDS Integers, FiniteSets, TLC

CONSTANTS Threads,  \* who pins, retires and reopens
          Lives,    \* how many generations there are
          None,     \* nothing remembered
          Refused   \* what Next... answers when the operation does not apply

VARIABLES word,     \* the guard's word: generation, state, pins
          life,     \* ghost: how often the guard was reopened
          memory,   \* ghost: whose life's memory is there, or None
          released, \* ghost: how often each life's memory went back
          pooled,   \* the memory is gone and the superslab may be reopened
          pc,       \* where each thread stands
          view,     \* what each thread looked up: generation, and (ghost) life
          seen      \* the word each thread loaded, until its compareAndSet

vars == <<word, life, memory, released, pooled, pc, view, seen>>

Generations == 0 .. Lives - 1
Words == [generation : Generations, state : {"LIVE", "RETIRING", "RELEASED"}, pins : 0 .. Cardinality(Threads)]

Pack(generation, state, pins) == [generation |-> generation, state |-> state, pins |-> pins]

(* The transitions. *)
NextPin(w, generation) ==
    IF w.state = "LIVE" /\ w.generation = generation THEN [w EXCEPT !.pins = @ + 1] ELSE Refused

NextUnpin(w) ==
    IF w.pins = 0 THEN Refused
    ELSE IF w.state = "RETIRING" /\ w.pins = 1 THEN Pack(w.generation, "RELEASED", 0)
    ELSE [w EXCEPT !.pins = @ - 1]

NextRetire(w, generation) ==
    IF w.state # "LIVE" \/ w.generation # generation THEN Refused
    ELSE Pack(generation, IF w.pins = 0 THEN "RELEASED" ELSE "RETIRING", w.pins)

NextReopen(w) == IF w.state = "RELEASED" THEN Pack(w.generation + 1, "LIVE", 0) ELSE Refused

(* How a transition is published: the word afterwards, or Refused where the compareAndSet fails. *)
CompareAndSet(current, expected, next) == IF current = expected THEN next ELSE Refused
PinExchange(current, expected, next) == CompareAndSet(current, expected, next)
UnpinExchange(current, expected, next) == CompareAndSet(current, expected, next)
RetireExchange(current, expected, next) == CompareAndSet(current, expected, next)

(* The order of a pinner's steps. *)
AfterPin == "use"
AfterUse == "unpin"
AfterUnpin == "idle"

Init == /\ word = Pack(0, "LIVE", 0)
        /\ life = 0
        /\ memory = 0
        /\ released = [g \in Generations |-> 0]
        /\ pooled = FALSE
        /\ pc = [t \in Threads |-> "idle"]
        /\ view = [t \in Threads |-> None]
        /\ seen = [t \in Threads |-> None]

(* Thread t goes on at `at`; what it no longer needs is forgotten. *)
Go(t, at) == /\ pc' = [pc EXCEPT ![t] = at]
             /\ view' = IF at = "idle" THEN [view EXCEPT ![t] = None] ELSE view
             /\ seen' = [seen EXCEPT ![t] = None]

Load(t, at) == /\ pc' = [pc EXCEPT ![t] = at]
               /\ seen' = [seen EXCEPT ![t] = word]
               /\ UNCHANGED view

Ghosts == <<life, memory, released, pooled>>

Lookup(t) == /\ pc[t] = "idle"
             /\ pc' = [pc EXCEPT ![t] = "chosen"]
             /\ view' = [view EXCEPT ![t] = [generation |-> word.generation, life |-> life]]
             /\ UNCHANGED <<word, seen, Ghosts>>

PinLoad(t) == /\ pc[t] = "chosen"
              /\ IF NextPin(word, view[t].generation) = Refused THEN Go(t, "idle") ELSE Load(t, "pinCas")
              /\ UNCHANGED <<word, Ghosts>>

PinCas(t) == /\ pc[t] = "pinCas"
             /\ LET after == PinExchange(word, seen[t], NextPin(seen[t], view[t].generation)) IN
                IF after = Refused
                THEN Go(t, "chosen") /\ UNCHANGED word
                ELSE Go(t, AfterPin) /\ word' = after
             /\ UNCHANGED Ghosts

(* Not fair: a pinner may stop for ever. *)
EndUse(t) == /\ pc[t] = "use"
             /\ Go(t, AfterUse)
             /\ UNCHANGED <<word, Ghosts>>

UnpinLoad(t) == /\ pc[t] = "unpin"
                /\ IF NextUnpin(word) = Refused THEN Go(t, "thrown") ELSE Load(t, "unpinCas")
                /\ UNCHANGED <<word, Ghosts>>

UnpinCas(t) == /\ pc[t] = "unpinCas"
               /\ LET after == UnpinExchange(word, seen[t], NextUnpin(seen[t])) IN
                  IF after = Refused
                  THEN Go(t, "unpin") /\ UNCHANGED word
                  ELSE Go(t, IF after.state = "RELEASED" THEN "release" ELSE AfterUnpin) /\ word' = after
               /\ UNCHANGED Ghosts

RetireLoad(t) == /\ pc[t] = "chosen"
                 /\ IF NextRetire(word, view[t].generation) = Refused THEN Go(t, "idle") ELSE Load(t, "retireCas")
                 /\ UNCHANGED <<word, Ghosts>>

RetireCas(t) == /\ pc[t] = "retireCas"
                /\ LET after == RetireExchange(word, seen[t], NextRetire(seen[t], view[t].generation)) IN
                   IF after = Refused
                   THEN Go(t, "chosen") /\ UNCHANGED word
                   ELSE Go(t, IF after.state = "RELEASED" THEN "release" ELSE "idle") /\ word' = after
                /\ UNCHANGED Ghosts

Release(t) == /\ pc[t] = "release"
              /\ memory' = None
              /\ released' = [released EXCEPT ![view[t].life] = @ + 1]
              /\ pooled' = TRUE
              /\ Go(t, "idle")
              /\ UNCHANGED <<word, life>>

(* The memory of the next life is committed before the guard opens. *)
ReopenLoad(t) == /\ pc[t] = "idle" /\ pooled /\ life + 1 \in Generations
                 /\ pooled' = FALSE
                 /\ memory' = life + 1
                 /\ IF NextReopen(word) = Refused THEN Go(t, "thrown") ELSE Load(t, "reopenCas")
                 /\ UNCHANGED <<word, life, released>>

ReopenCas(t) == /\ pc[t] = "reopenCas"
                /\ LET after == CompareAndSet(word, seen[t], NextReopen(seen[t])) IN
                   IF after = Refused
                   THEN pooled' = TRUE /\ UNCHANGED <<word, life>>
                   ELSE word' = after /\ life' = life + 1 /\ UNCHANGED pooled
                /\ Go(t, "idle")
                /\ UNCHANGED <<memory, released>>

Next == \E t \in Threads : \/ Lookup(t) \/ PinLoad(t) \/ PinCas(t) \/ EndUse(t) \/ UnpinLoad(t) \/ UnpinCas(t)
                           \/ RetireLoad(t) \/ RetireCas(t) \/ Release(t) \/ ReopenLoad(t) \/ ReopenCas(t)

(* Whoever has begun to unpin, or has to release, goes on; nobody else has to. *)
Fairness == \A t \in Threads : WF_vars(UnpinLoad(t)) /\ WF_vars(UnpinCas(t)) /\ WF_vars(Release(t))

Spec == Init /\ [][Next]_vars /\ Fairness

(* Of use where no liveness is checked. *)
Symmetry == Permutations(Threads)

-----------------------------------------------------------------------------
HasPin(t) == pc[t] \in {"use", "unpin", "unpinCas"}

TypeOK == /\ word \in Words
          /\ life \in Generations
          /\ memory \in Generations \cup {None}
          /\ pooled \in BOOLEAN
          /\ \A t \in Threads : seen[t] \in Words \cup {None}

NoUseOfReleasedMemory == \A t \in Threads : pc[t] = "use" => memory = view[t].life

NoStalePin == \A t \in Threads : HasPin(t) => view[t].life = life

PinsAreCounted == word.pins = Cardinality({t \in Threads : HasPin(t)})

ReleasedMeansUnpinned == word.state = "RELEASED" => word.pins = 0

ReleasedOncePerGeneration == \A g \in Generations : released[g] <= 1 /\ (g < life => released[g] = 1)

NobodyThrows == \A t \in Threads : pc[t] # "thrown"

(* If no pinner stops for ever, what is retired is released. *)
RetiredIsReleased ==
    (\A t \in Threads : []<>(pc[t] # "use"))
    => \A g \in Generations : (life = g /\ word.state # "LIVE") ~> (released[g] = 1)
=============================================================================
