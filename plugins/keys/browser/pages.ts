import { application } from '#js/application'
import Browser from './controllers/browser.ts'
import Fingerprint from './controllers/fingerprint.ts'
import GiveUp from './controllers/give_up.ts'
import Handover from './controllers/handover.ts'
import Pin from './controllers/pin.ts'
import Proof from './controllers/proof.ts'
import Recovery from './controllers/recovery.ts'
import RecoveryProof from './controllers/recovery_proof.ts'
import Rotation from './controllers/rotation.ts'
import Setup from './controllers/setup.ts'

/** The plugin's own pages: making, proving, comparing and recovering keys. */
application.register('keys-browser', Browser)
application.register('keys-fingerprint', Fingerprint)
application.register('keys-give-up', GiveUp)
application.register('keys-handover', Handover)
application.register('keys-pin', Pin)
application.register('keys-proof', Proof)
application.register('keys-recovery', Recovery)
application.register('keys-recovery-proof', RecoveryProof)
application.register('keys-rotation', Rotation)
application.register('keys-setup', Setup)
