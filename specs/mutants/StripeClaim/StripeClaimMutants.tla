------------------------- MODULE StripeClaimMutants -------------------------
(* Known bugs of StripeClaim: each operator replaces one of the model in the configuration of its number. *)
EXTENDS StripeClaim

(* 46: whoever comes may release. *)
BadNextReleaseOfAnybody(word, t) == IF word # FREE THEN FREE ELSE Refused

(* 220: the claim is a load and a store; of two that race, both have the stripe. *)
BadClaimExchange(current, expected, next) == next

(* 221: a release frees whatever is there, without a look. *)
BadNextReleaseUnchecked(word, t) == FREE

(* 222: the second release succeeds as well. *)
BadNextReleaseTwice(word, t) == IF word \in {t, FREE} THEN FREE ELSE Refused

(* 224: a refused thread tries again until the claimant lets go. *)
BadAfterRefusal == "claim"

(* 225: the claimant writes once more after its release. *)
BadAfterLook == "claimed"
BadAfterRelease == "first"
BadAfterSecond == "idle"

(* 226: nobody reads whether the compareAndSet of the claim succeeded. *)
BadClaimExchangeUnread(current, expected, next) == IF current = expected THEN next ELSE current
=============================================================================
