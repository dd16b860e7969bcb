------------------------ MODULE RemoteFreeQueueMutants ------------------------
(* Known bugs of the freeing side; each configuration in this folder puts one in. *)
EXTENDS RemoteFreeQueue

Publish(p, next, step) ==
    /\ Became(word, next)
    /\ pc' = [pc EXCEPT ![p] = step]
    /\ UNCHANGED <<out, holder>>

\* 8: the chain is published, then linked.
BadLinked(p, rest) == links
BadLinkAfter(p) ==
    \/ /\ pc[p] = "push" /\ word = seen[p]
       /\ Publish(p, NextPush(word, First(p), Length(p)), "link")
       /\ UNCHANGED <<links, seen>>
    \/ /\ pc[p] = "link"
       /\ links' = Linked(p, seen[p].head)
       /\ pc' = [pc EXCEPT ![p] = "idle"] /\ seen' = [seen EXCEPT ![p] = REFUSED]
       /\ UNCHANGED <<word, out, holder, given>>

\* 10: the word is read, then set.
BadRefillStep ==
    /\ hpc = "refill"
    /\ Became(word, NextRefill(hseen, Capacity, 1))
    /\ hpc' = "walk"
    /\ UNCHANGED <<links, out, pusher, hseen>>

\* 13: the chain is that of an earlier look, the take is one of now.
BadRefillOfEarlierChain ==
    /\ hpc = "refill" /\ word.state = "HELD"
    /\ Became(word, NextRefill(word, Capacity, 1))
    /\ hpc' = "walk"
    /\ UNCHANGED <<links, out, pusher, hseen>>

\* 14: the last block goes back with the link that it came with.
BadStillLinked(p, rest) == [b \in Blocks |-> IF b \in Own(p) /\ b # Last(p) THEN b + 1 ELSE links[b]]

\* 20: the blocks are counted, then hung up.
BadCountedFirst(p) ==
    \/ /\ pc[p] = "push" /\ word = seen[p]
       /\ Publish(p, [NextPush(word, First(p), Length(p)) EXCEPT !.head = word.head], "hang")
       /\ UNCHANGED <<links, seen>>
    \/ /\ pc[p] = "hang"
       /\ word' = [word EXCEPT !.head = First(p)]
       /\ pc' = [pc EXCEPT ![p] = "idle"] /\ seen' = [seen EXCEPT ![p] = REFUSED]
       /\ UNCHANGED <<links, out, holder, given>>

\* 23: what follows the first block is taken for damaged and dropped.
BadBatch == {hseen.head}

\* 25: the holder leaves while a push is in its window, and the push does not look at the state again.
BadStateNotCompared(p) ==
    /\ pc[p] = "push" /\ WithState(word, seen[p].state) = seen[p] /\ word.state # "DEAD"
    /\ Publish(p, WithState(NextPush(seen[p], First(p), Length(p)), word.state), "idle")
    /\ seen' = [seen EXCEPT ![p] = REFUSED]
    /\ UNCHANGED links
=============================================================================
