namespace Skylite.Tests.Graphs.Fuzzing;

/// <summary>One field of a <see cref="WireMessage"/>.</summary>
internal sealed class WireField
{
    public required int Number { get; set; }

    /// <summary>Protobuf's wire type: 0 integer, 1 eight bytes, 2 with a length, 5 four bytes.</summary>
    public required int Kind { get; set; }

    public ulong Integer { get; set; }

    public byte[] Bytes { get; set; } = [];

    public WireMessage? Message { get; set; }

    /// <summary>A length to state in place of the true one.</summary>
    public long? Length { get; set; }

    public WireField Clone() => new() { Number = Number, Kind = Kind, Integer = Integer, Bytes = [.. Bytes], Message = Message?.Clone(), Length = Length };
}
