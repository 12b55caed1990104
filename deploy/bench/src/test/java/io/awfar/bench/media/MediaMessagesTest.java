package io.awfar.bench.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.schemas.topic.MediaHeader;
import io.awfar.whatsapp.Message;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class MediaMessagesTest {

  @Test
  void eachFileIsInAMessageOfItsOwn() {
    ProducerRecord<String, Message> first = MediaMessages.record(new SampleFile(1, 10));
    ProducerRecord<String, Message> second = MediaMessages.record(new SampleFile(2, 10));

    assertThat(first.value().getMedia().getMediaId()).isEqualTo("1-10");
    assertThat(first.headers().lastHeader(MediaHeader.NAME)).isNotNull();
    assertThat(second.value().getMessageId()).isNotEqualTo(first.value().getMessageId());
  }
}
