----------------------------- MODULE BatchRefill -----------------------------
(* The holder's side of a slab's word. A hold is a hint, so the model does not ask
   who has it: every thread refills, un-holds, adopts and retires as it likes, and
   blocks come home by push. Reading the word and comparing-and-setting it are two
   steps, and a thread may stop for ever between them. *)
EXTENDS SlabWord, FiniteSets, TLC

CONSTANTS Threads, Capacity, Want, MaxChain

VARIABLES
    word,      \* the slab's word
    links,     \* links[b]: the block after b; written before the word that publishes b
    pc,        \* what each thread is about to do
    seen,      \* the word that each thread has read, REFUSED when it needs none
    chain,     \* the blocks that each thread is bringing home
    users,     \* the blocks out with users or in magazines
    given      \* how often each duty was given

vars == <<word, links, pc, seen, chain, users, given>>

Symmetry == Permutations(Threads)
Blocks == 0 .. Capacity - 1
Carved(before, after) == before.carved .. after.carved - 1

TypeOK ==
    /\ word \in [state : States, carved : 0 .. Capacity, count : 0 .. Capacity, head : Blocks \cup {NIL}]
    /\ links \in [Blocks -> Blocks \cup {NIL}]
    /\ pc \in [Threads -> {"idle", "hold", "refill", "walk", "unhold", "retire", "push"}]
    /\ users \subseteq Blocks

Init ==
    /\ word = NewWord
    /\ links = [b \in Blocks |-> NIL]
    /\ pc = [t \in Threads |-> "idle"]
    /\ seen = [t \in Threads |-> REFUSED]
    /\ chain = [t \in Threads |-> <<>>]
    /\ users = {}
    /\ given = NoDuties

\* Reads the word for an operation that applies to it; a refused one ends here and changes nothing.
Read(t, operation, next) ==
    /\ pc[t] = "idle"
    /\ next # REFUSED
    /\ pc' = [pc EXCEPT ![t] = operation]
    /\ seen' = [seen EXCEPT ![t] = word]

\* The compareAndSet: the word is still the one that was read.
Unchanged(t) == word = seen[t]

Goto(t, step) == pc' = [pc EXCEPT ![t] = step]
Forget(t) == seen' = [seen EXCEPT ![t] = REFUSED]

\* Links of blocks that are out mean nothing: they are written before they are read again.
Unlinked(blocks) == [b \in Blocks |-> IF b \in blocks THEN NIL ELSE links[b]]

\* A failed compareAndSet: back to idle, from where the loop may go on or the operation be given up.
Failed(t, step) ==
    /\ pc[t] = step /\ ~Unchanged(t)
    /\ Goto(t, "idle") /\ Forget(t)
    /\ chain' = [chain EXCEPT ![t] = <<>>]
    /\ users' = users \cup Range(chain[t])
    /\ links' = Unlinked(Range(chain[t]))
    /\ UNCHANGED <<word, given>>

Became(t, after) == word' = after /\ given' = DutiesAfter(given, seen[t], after)

(* ---- hold ---- *)
HoldRead(t) ==
    /\ Read(t, "hold", NextHold(word))
    /\ UNCHANGED <<word, links, chain, users, given>>
HoldStep(t) ==
    /\ pc[t] = "hold" /\ Unchanged(t)
    /\ Became(t, NextHold(seen[t]))
    /\ Goto(t, "idle") /\ Forget(t)
    /\ UNCHANGED <<links, chain, users>>

(* ---- refill: the chain is walked after it was taken ---- *)
RefillRead(t) ==
    /\ NextRefill(word, Capacity, Want) # word
    /\ Read(t, "refill", NextRefill(word, Capacity, Want))
    /\ UNCHANGED <<word, links, chain, users, given>>
RefillStep(t) ==
    /\ pc[t] = "refill" /\ Unchanged(t)
    /\ Became(t, NextRefill(seen[t], Capacity, Want))
    /\ Goto(t, "walk")
    /\ UNCHANGED <<links, seen, chain, users>>
Batch(t) ==
    Range(Chain(links, seen[t].head, seen[t].count))
        \cup Carved(seen[t], NextRefill(seen[t], Capacity, Want))
Walk(t) ==
    /\ pc[t] = "walk"
    /\ users' = users \cup Batch(t)
    /\ links' = Unlinked(Batch(t))
    /\ Goto(t, "idle") /\ Forget(t)
    /\ UNCHANGED <<word, chain, given>>

(* ---- un-hold, by anybody ---- *)
UnholdRead(t) ==
    /\ Read(t, "unhold", NextUnhold(word, Capacity))
    /\ UNCHANGED <<word, links, chain, users, given>>
UnholdStep(t) ==
    /\ pc[t] = "unhold" /\ Unchanged(t)
    /\ Became(t, NextUnhold(seen[t], Capacity))
    /\ Goto(t, "idle") /\ Forget(t)
    /\ UNCHANGED <<links, chain, users>>

(* ---- retire, by anybody ---- *)
RetireRead(t) ==
    /\ Read(t, "retire", NextRetire(word))
    /\ UNCHANGED <<word, links, chain, users, given>>
RetireStep(t) ==
    /\ pc[t] = "retire" /\ Unchanged(t)
    /\ Became(t, NextRetire(seen[t]))
    /\ Goto(t, "idle") /\ Forget(t)
    /\ UNCHANGED <<links, chain, users>>

(* ---- push: the links are written before the word is compared and set ---- *)
Chains == {<<b>> : b \in users}
    \cup {<<p[1], p[2]>> : p \in {q \in users \X users : MaxChain > 1 /\ q[1] # q[2]}}
Linked(c, rest) ==
    [b \in Blocks |-> IF b = c[Len(c)] THEN rest ELSE IF b = c[1] THEN c[2] ELSE links[b]]
PushRead(t) ==
    \E c \in Chains :
        /\ Read(t, "push", NextPush(word, c[1], Len(c)))
        /\ chain' = [chain EXCEPT ![t] = c]
        /\ users' = users \ Range(c)
        /\ links' = Linked(c, word.head)
        /\ UNCHANGED <<word, given>>
PushStep(t) ==
    /\ pc[t] = "push" /\ Unchanged(t)
    /\ Became(t, NextPush(seen[t], chain[t][1], Len(chain[t])))
    /\ Goto(t, "idle") /\ Forget(t)
    /\ chain' = [chain EXCEPT ![t] = <<>>]
    /\ UNCHANGED <<links, users>>

Next ==
    \E t \in Threads :
        \/ HoldRead(t) \/ HoldStep(t) \/ Failed(t, "hold")
        \/ RefillRead(t) \/ RefillStep(t) \/ Failed(t, "refill") \/ Walk(t)
        \/ UnholdRead(t) \/ UnholdStep(t) \/ Failed(t, "unhold")
        \/ RetireRead(t) \/ RetireStep(t) \/ Failed(t, "retire")
        \/ PushRead(t) \/ PushStep(t) \/ Failed(t, "push")

Spec == Init /\ [][Next]_vars

(* ---- properties ---- *)

Home == Range(Chain(links, word.head, Capacity))
Holding(t) == Range(chain[t]) \cup (IF pc[t] = "walk" THEN Batch(t) ELSE {})

CarvedWithinCapacity == word.carved <= Capacity
CountIsLengthOfChain == Len(Chain(links, word.head, Capacity + 1)) = word.count
NoBlockTwice ==
    /\ users \cap Home = {}
    /\ \A t \in Threads : Holding(t) \cap (users \cup Home) = {}
    /\ \A t, u \in Threads : t # u => Holding(t) \cap Holding(u) = {}
Conservation == Home \cup users \cup UNION {Holding(t) : t \in Threads} = 0 .. word.carved - 1
FullHasNothingToGive == word.state = "FULL" => word.count = 0 /\ word.carved = Capacity
DeadHasAllHome == word.state = "DEAD" => AllHome(word) /\ Home = 0 .. word.carved - 1
EachDutyOnce == DutiesGivenOnce(given, word)
DeadIsFinal == [][word.state = "DEAD" => word' = word]_word
CarvedOnlyGrows == [][word'.carved >= word.carved]_word
=============================================================================
