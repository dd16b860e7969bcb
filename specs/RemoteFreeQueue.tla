--------------------------- MODULE RemoteFreeQueue ---------------------------
(* The freeing side of a slab's word. Each pusher brings its own blocks home as one
   chain; one holder takes chains, un-holds and adopts, and in the end may go away.
   What the holder took goes back to the pushers, so the same blocks travel again
   and again. Links are written after the word is read and before it is compared
   and set; nobody else looks at them before, so writing them goes with the read.

   Each block here has one owner, who has admitted it. What admission is for, two
   owners after a double free, is modelled in BlockState, for one block. *)
EXTENDS SlabWord

\* Pusher p frees blocks Begin[p] to Begin[p + 1] - 1.
Pushers == 1 .. 3
Begin == <<0, 2, 3, 4>>
Capacity == Begin[4]
Blocks == 0 .. Capacity - 1
Own(p) == Begin[p] .. Begin[p + 1] - 1
First(p) == Begin[p]
Last(p) == Begin[p + 1] - 1
Length(p) == Begin[p + 1] - Begin[p]

VARIABLES
    word,       \* the slab's word
    links,      \* links[b]: the block after b; 0, which means nothing, while b is out
    out,        \* the blocks that users have
    pc, seen,   \* of each pusher: its next step, and the word it has read
    hpc, hseen, \* the same of the holder
    given       \* how often each duty was given

pusher == <<pc, seen>>
holder == <<hpc, hseen>>
vars == <<word, links, out, pusher, holder, given>>

TypeOK ==
    /\ word \in [state : States, carved : {Capacity}, count : 0 .. Capacity, head : Blocks \cup {NIL}]
    /\ links \in [Blocks -> Blocks \cup {NIL}]
    /\ out \subseteq Blocks
    /\ pc \in [Pushers -> {"idle", "push"}]
    /\ hpc \in {"idle", "refill", "walk", "unhold", "hold", "gone"}

\* Every block was carved and is with the user who will free it; the last holder still holds.
Init ==
    /\ word = Pack("HELD", Capacity, 0, NIL)
    /\ links = [b \in Blocks |-> 0]
    /\ out = Blocks
    /\ pc = [p \in Pushers |-> "idle"]
    /\ seen = [p \in Pushers |-> REFUSED]
    /\ hpc = "idle" /\ hseen = REFUSED
    /\ given = NoDuties

Became(before, after) == word' = after /\ given' = DutiesAfter(given, before, after)

(* ---- pushers ---- *)

\* Links of blocks that are out mean nothing: they are written before they are read again.
Unlinked(blocks) == [b \in Blocks |-> IF b \in blocks THEN 0 ELSE links[b]]
\* Links after p has linked its blocks to each other, and the last of them to `rest`.
Linked(p, rest) ==
    [b \in Blocks |-> IF b \notin Own(p) THEN links[b] ELSE IF b = Last(p) THEN rest ELSE b + 1]

PushRead(p) ==
    /\ pc[p] = "idle" /\ Own(p) \subseteq out
    /\ out' = out \ Own(p)
    /\ seen' = [seen EXCEPT ![p] = word]
    /\ links' = Linked(p, word.head)
    /\ pc' = [pc EXCEPT ![p] = "push"]
    /\ UNCHANGED <<word, holder, given>>
PushStep(p) ==
    /\ pc[p] = "push" /\ word = seen[p]
    /\ Became(word, NextPush(word, First(p), Length(p)))
    /\ pc' = [pc EXCEPT ![p] = "idle"]
    /\ seen' = [seen EXCEPT ![p] = REFUSED]
    /\ UNCHANGED <<links, out, holder>>
PushFailed(p) ==
    /\ pc[p] = "push" /\ word # seen[p]
    /\ out' = out \cup Own(p)
    /\ links' = Unlinked(Own(p))
    /\ pc' = [pc EXCEPT ![p] = "idle"]
    /\ seen' = [seen EXCEPT ![p] = REFUSED]
    /\ UNCHANGED <<word, holder, given>>
Push(p) == PushRead(p) \/ PushStep(p) \/ PushFailed(p)

(* ---- the holder ---- *)

Read(step, next) ==
    /\ hpc = "idle" /\ next \notin {REFUSED, word}
    /\ hpc' = step /\ hseen' = word
    /\ UNCHANGED <<word, links, out, pusher, given>>
Step(step, next) ==
    /\ hpc = step /\ word = hseen
    /\ Became(word, next)
    /\ hpc' = "idle" /\ hseen' = REFUSED
    /\ UNCHANGED <<links, out, pusher>>
Failed ==
    /\ hpc \in {"refill", "unhold", "hold"} /\ word # hseen
    /\ hpc' = "idle" /\ hseen' = REFUSED
    /\ UNCHANGED <<word, links, out, pusher, given>>

RefillStep ==
    /\ hpc = "refill" /\ word = hseen
    /\ Became(word, NextRefill(word, Capacity, 1))
    /\ hpc' = "walk"
    /\ UNCHANGED <<links, out, pusher, hseen>>
\* The chain is walked after it was taken, for as many blocks as the word that was replaced has counted.
Batch == Range(Chain(links, hseen.head, hseen.count))
Walk ==
    /\ hpc = "walk"
    /\ out' = out \cup Batch
    /\ links' = Unlinked(Batch)
    /\ hpc' = "idle" /\ hseen' = REFUSED
    /\ UNCHANGED <<word, pusher, given>>
HoldStep == Step("hold", NextHold(hseen))
UnholdStep == Step("unhold", NextUnhold(hseen, Capacity))
GoAway ==
    /\ hpc = "idle" /\ word.state # "HELD"
    /\ hpc' = "gone"
    /\ UNCHANGED <<word, links, out, pusher, hseen, given>>
Hold ==
    \/ Read("refill", NextRefill(word, Capacity, 1)) \/ RefillStep \/ Walk
    \/ Read("unhold", NextUnhold(word, Capacity)) \/ UnholdStep
    \/ Read("hold", NextHold(word)) \/ HoldStep
    \/ Failed \/ GoAway

Next == Hold \/ \E p \in Pushers : Push(p)
Spec == Init /\ [][Next]_vars /\ \A p \in Pushers : WF_vars(Push(p))

(* ---- properties ---- *)

Home == Range(Chain(links, word.head, Capacity))
Underway(p) == IF pc[p] = "idle" THEN {} ELSE Own(p)
Taken == IF hpc = "walk" THEN Batch ELSE {}

CountIsLengthOfChain == Len(Chain(links, word.head, Capacity + 1)) = word.count
\* Of 0 to Capacity - 1, each block is in exactly one place.
Places == <<Home, Taken, out>> \o [p \in Pushers |-> Underway(p)]
NoBlockTwice == \A i, j \in 1 .. Len(Places) : i # j => Places[i] \cap Places[j] = {}
NoBlockLost == UNION Range(Places) = Blocks
WhatIsHomeIsFindable == word.count > 0 => word.state # "FULL"
DeadHasAllHome == word.state = "DEAD" => AllHome(word) /\ Home = Blocks
EachDutyOnce == DutiesGivenOnce(given, word)
DeadIsFinal == [][word.state = "DEAD" => word' = word]_word
\* Once nobody takes blocks any more, every block comes home, and with the last one the slab dies.
AllComeHome == (hpc = "gone") ~> (word.state = "DEAD")
=============================================================================
