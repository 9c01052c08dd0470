import { isAtLeast, parseVersion, type Version } from '../../src/evidence/version.js';

/** Whether the recipient takes a donor's data, and by which sentence of the rule. */
export interface VersionVerdict {
  /** Undefined where the rule cannot be told from outside the server. */
  compatible: boolean | undefined;
  rule: string;
}

const yes = (rule: string): VersionVerdict => ({ compatible: true, rule });
const no = (rule: string): VersionVerdict => ({ compatible: false, rule });

const SUFFIX = 'since 8.0.26 the suffix of a version does not count';

/**
 * The version rule of CLONE, as the recipient's code applies it (the donor only supplies a string).
 *
 * 8.0.17 to 8.0.36 and 8.1 to 8.3 compare in `mysql_clone_validate_configs`
 * (sql/server_component/clone_protocol_service.cc): whole strings at first, since 8.0.26 no more than the digits
 * and dots before a suffix (manual 8.0, "Cloning Remote Data"). Since 8.0.37 and 8.4 it is
 * `are_versions_clone_compatible` (mysys/my_version.cc, since 26.x mysys/my_clone.cc).
 */
export function versionsCloneCompatible(recipientText: string, donorText: string): VersionVerdict {
  if (recipientText === donorText) return yes('the versions are identical');
  const recipient = parseVersion(recipientText);
  const donor = parseVersion(donorText);
  if (!recipient || !donor) return no('a version that is not MAJOR.MINOR.PATCH matches itself only');

  const sameSeries = recipient.major === donor.major && recipient.minor === donor.minor;
  if (sameSeries && recipient.major === 8 && recipient.minor === 0) return within80(recipient, donor);
  if (!isAtLeast(recipient, 8, 4, 0)) {
    return sameSeries && recipient.patch === donor.patch
      ? yes(SUFFIX)
      : no('before 8.4 the versions must be identical but for their suffixes');
  }
  if (sameSeries) return yes('since 8.4 any two patch releases of one series match');
  return acrossSeries(recipient, donor);
}

function within80(recipient: Version, donor: Version): VersionVerdict {
  if (recipient.patch < 26)
    return no('before 8.0.26 the whole version must be identical, its suffix included');
  if (recipient.patch === donor.patch) return yes(SUFFIX);
  return recipient.patch >= 37 && donor.patch >= 37
    ? yes('in 8.0 any two releases since 8.0.37 match')
    : no('in 8.0 the patch release must be the same, unless both are 8.0.37 or later');
}

/**
 * From 9.7 on, a long-term support release takes the data of the LTS line right before its own. Which line
 * that is, and whether a release is LTS, is compiled into the recipient; known so far are 8.4 and 9.7, and that
 * the 26.x releases are innovation releases.
 */
function acrossSeries(recipient: Version, donor: Version): VersionVerdict {
  const donorIs97 = donor.major === 9 && donor.minor === 7;
  const donorMayBeLts = donorIs97 || donor.major > 26;
  if (recipient.major > 26 && donorMayBeLts && recipient.major > donor.major) {
    return {
      compatible: undefined,
      rule: 'a long-term support release takes the LTS line before its own, and which one that is only the recipient knows',
    };
  }
  return no('the series must be the same; only an LTS release after 9.7 takes the LTS line before its own');
}
