package io.awfar.ingest.channel;

/// Whose the events of one body are, as far as its signer may speak for them.
public interface ChannelOwners {

  /// @param channelId WhatsApp's phone number id; the business account id for events of an account
  ///   as a whole
  /// @param businessAccountId the account that the event came for
  Ownership ownerOf(String channelId, String businessAccountId);
}
