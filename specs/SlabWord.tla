------------------------------ MODULE SlabWord ------------------------------
(* The pure transitions of a slab's word, one to one with the Java functions of
   the same names in SlabWord, BatchRefill, RemoteFreeQueue and SlabPurge. A word is
   a record of the packed fields; blocks are numbered from 0 as in Java. *)
EXTENDS Naturals, Sequences

NIL == 65535
States == {"HELD", "LISTED", "FULL", "DEAD"}

Pack(state, carved, count, head) ==
    [state |-> state, carved |-> carved, count |-> count, head |-> head]

\* The answer of a transition that does not apply; also what a local variable holds while no word is needed.
REFUSED == Pack("REFUSED", 0, 0, NIL)

WithState(word, state) == [word EXCEPT !.state = state]
AllHome(word) == word.count = word.carved
Min(a, b) == IF a < b THEN a ELSE b

\* The state of a slab at its formation.
NewWord == Pack("HELD", 0, 0, NIL)

(* ---- the holder's side ---- *)

NextHold(word) == IF word.state = "LISTED" THEN WithState(word, "HELD") ELSE REFUSED

Carving(word, capacity, want) ==
    Min(IF want > word.count THEN want - word.count ELSE 0, capacity - word.carved)

NextRefill(word, capacity, want) ==
    IF word.state = "HELD"
    THEN Pack("HELD", word.carved + Carving(word, capacity, want), 0, NIL)
    ELSE REFUSED

NextUnhold(word, capacity) ==
    IF word.state # "HELD" THEN REFUSED
    ELSE IF AllHome(word) THEN WithState(word, "DEAD")
    ELSE WithState(word, IF word.count = 0 /\ word.carved = capacity THEN "FULL" ELSE "LISTED")

NextRetire(word) ==
    IF word.state # "DEAD" /\ AllHome(word) THEN WithState(word, "DEAD") ELSE REFUSED

(* ---- the freeing side ---- *)

NextPush(word, head, blocks) ==
    LET count == word.count + blocks
    IN IF word.state = "DEAD" \/ blocks < 1 \/ count > word.carved THEN REFUSED
       ELSE Pack(IF word.state = "HELD" THEN "HELD"
                 ELSE IF count = word.carved THEN "DEAD" ELSE "LISTED",
                 word.carved, count, head)

(* ---- the purger's side ---- *)

NextTake(word, capacity, rest) ==
    LET carved == IF rest THEN capacity ELSE word.carved
    IN IF word.state = "DEAD" \/ (word.count = 0 /\ carved = word.carved) THEN REFUSED
       ELSE Pack(IF word.state = "LISTED" /\ carved = capacity THEN "FULL" ELSE word.state, carved, 0, NIL)

(* ---- what a transition leaves to the caller who made it ---- *)

Duty(before, after) ==
    IF after.state = "DEAD" THEN "RETIRE"
    ELSE IF after.state = "LISTED" /\ before.state # "LISTED" THEN "LIST" ELSE "NONE"

\* For the properties: how often each duty was given; a listing is over when the state leaves LISTED.
NoDuties == [LIST |-> 0, RETIRE |-> 0]
DutiesAfter(given, before, after) ==
    LET duty == Duty(before, after)
        over == IF before.state = "LISTED" /\ after.state # "LISTED" THEN 1 ELSE 0
    IN [LIST |-> given.LIST + (IF duty = "LIST" THEN 1 ELSE 0) - over,
        RETIRE |-> given.RETIRE + (IF duty = "RETIRE" THEN 1 ELSE 0)]
DutiesGivenOnce(given, word) ==
    /\ given.LIST = (IF word.state = "LISTED" THEN 1 ELSE 0)
    /\ given.RETIRE = (IF word.state = "DEAD" THEN 1 ELSE 0)

(* ---- chains: links[b] is the block after b ---- *)

\* The blocks of the chain of at most `limit` blocks that begins at `head`.
RECURSIVE Chain(_, _, _)
Chain(links, head, limit) ==
    IF head = NIL \/ limit = 0 THEN <<>>
    ELSE <<head>> \o Chain(links, links[head], limit - 1)

Range(seq) == {seq[i] : i \in 1 .. Len(seq)}
=============================================================================
