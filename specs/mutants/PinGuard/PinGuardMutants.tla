-------------------------- MODULE PinGuardMutants ---------------------------
(* Known bugs of PinGuard: each operator replaces one of the model in the configuration of its number. *)
EXTENDS PinGuard

(* 1: retire looks at the pins, then stores; a pin taken in between is overwritten. *)
BadRetireExchange(current, expected, next) == next

(* 2: look up, then increment, whatever the word has become. *)
BadPinExchange(current, expected, next) == [current EXCEPT !.pins = @ + 1]

(* 3: the last unpin leaves the release to nobody. *)
BadNextUnpinKeeps(w) == IF w.pins = 0 THEN Refused ELSE [w EXCEPT !.pins = @ - 1]

(* 4: the same generation again. *)
BadNextReopen(w) == IF w.state = "RELEASED" THEN Pack(w.generation, "LIVE", 0) ELSE Refused

(* 5: the pin is dropped first and the word looked at afterwards; two find the last pin gone. *)
BadUnpinCas(t) == \/ /\ pc[t] = "unpinCas"
                     /\ IF word = seen[t]
                        THEN Go(t, "look") /\ word' = [word EXCEPT !.pins = @ - 1]
                        ELSE Go(t, "unpin") /\ UNCHANGED word
                     /\ UNCHANGED Ghosts
                  \/ /\ pc[t] = "look"
                     /\ IF word.state = "LIVE" \/ word.pins # 0
                        THEN Go(t, "idle") /\ UNCHANGED word
                        ELSE Go(t, "release") /\ word' = Pack(word.generation, "RELEASED", 0)
                     /\ UNCHANGED Ghosts

(* 6: pin adds first and looks at what was there; if the guard was closed, it subtracts again. *)
BadPinLoad(t) == /\ pc[t] = "chosen"
                 /\ Go(t, IF NextPin(word, view[t].generation) = Refused THEN "subtract" ELSE "use")
                 /\ word' = [word EXCEPT !.pins = @ + 1]
                 /\ UNCHANGED Ghosts
BadUnpinLoad(t) == \/ /\ pc[t] = "unpin"
                      /\ IF NextUnpin(word) = Refused THEN Go(t, "thrown") ELSE Load(t, "unpinCas")
                      /\ UNCHANGED <<word, Ghosts>>
                   \/ /\ pc[t] = "subtract"
                      /\ Go(t, "idle")
                      /\ word' = [word EXCEPT !.pins = @ - 1]
                      /\ UNCHANGED Ghosts

(* 121: the pin is dropped before the last use. *)
BadAfterPin == "unpin"
BadAfterUse == "idle"
BadAfterUnpinUse == "use"

(* 122: unpin is a load and a store; of two that race, one is lost. *)
BadUnpinExchange(current, expected, next) == next

(* 123, 124: a pin is dropped twice; and nobody looks whether there is one. *)
BadAfterUnpinAgain == "unpin"
BadNextUnpinUnchecked(w) == IF w.state = "RETIRING" /\ w.pins = 1 THEN Pack(w.generation, "RELEASED", 0)
                            ELSE [w EXCEPT !.pins = @ - 1]

(* 125: pin does not look at the generation. *)
BadNextPin(w, generation) == IF w.state = "LIVE" THEN [w EXCEPT !.pins = @ + 1] ELSE Refused
=============================================================================
