package org.amtsrunde.messenger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a room must be after each command, in the simplest words; the scripts are compared with it. */
final class RoomModel {
  static final class Post {
    String id;
    String author;
    long offset;
    String token;
    List<String> mentions;
    boolean deleted;
    final List<String> tokens = new ArrayList<>();
    final TreeMap<Reaction, List<String>> reactions = new TreeMap<>();
  }

  /** The first answer to a command. */
  record Answer(String body, long offset, String messageId) {}

  final Map<String, MemberRole> members = new HashMap<>();
  final Map<String, Long> reads = new HashMap<>();
  final Map<String, Post> posts = new TreeMap<>();
  final List<Post> order = new ArrayList<>();
  final Map<String, Answer> answers = new HashMap<>();
  final Set<String> erased = new HashSet<>();
  long head;

  long unread(String person) {
    return order.stream().filter(post -> isUnread(post, person)).count();
  }

  long mentions(String person) {
    return order.stream().filter(post -> isUnread(post, person) && post.mentions.contains(person)).count();
  }

  private boolean isUnread(Post post, String person) {
    return post.offset > reads.get(person) && !post.deleted && !post.author.equals(person);
  }

  void join(String person, MemberRole role) {
    members.put(person, role);
    reads.put(person, ++head);
  }

  void leave(String person) {
    head++;
    members.remove(person);
    reads.remove(person);
  }

  void post(String id, String author, String token, List<String> mentions) {
    var post = new Post();
    post.id = id;
    post.author = author;
    post.offset = ++head;
    post.deleted = false;
    post.mentions = mentions;
    say(post, token);
    posts.put(id, post);
    order.add(post);
  }

  void edit(Post post, String token, List<String> mentions) {
    head++;
    post.mentions = mentions;
    say(post, token);
  }

  private void say(Post post, String token) {
    post.token = token;
    post.tokens.add(token);
  }

  void delete(Post post) {
    head++;
    post.deleted = true;
    erased.addAll(post.tokens);
    post.reactions.clear();
    post.mentions = List.of();
  }

  void react(Post post, String person, Reaction reaction, boolean on) {
    head++;
    var people = post.reactions.computeIfAbsent(reaction, any -> new ArrayList<>());
    people.remove(person);
    if (on) {
      people.add(person);
    }
    if (people.isEmpty()) {
      post.reactions.remove(reaction);
    }
  }

  void read(String person, long offset) {
    reads.merge(person, Math.min(offset, head), Math::max);
  }
}
