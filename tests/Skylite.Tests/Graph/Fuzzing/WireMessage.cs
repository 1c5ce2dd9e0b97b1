namespace Skylite.Tests.Graphs.Fuzzing;

/// <summary>A protobuf message as a tree that can be changed and spelt again, with lengths that are right.</summary>
internal sealed class WireMessage(WireSchema schema)
{
    public WireSchema Schema => schema;

    public List<WireField> Fields { get; } = [];

    /// <summary>Reads well-formed bytes.</summary>
    public static WireMessage Parse(ReadOnlySpan<byte> bytes, WireSchema schema)
    {
        var message = new WireMessage(schema);
        var at = 0;
        while (at < bytes.Length)
        {
            var key = Varint(bytes, ref at);
            var field = new WireField { Number = (int)(key >> 3), Kind = (int)(key & 7) };
            switch (field.Kind)
            {
                case 0:
                    field.Integer = Varint(bytes, ref at);
                    break;
                case 2:
                    var length = (int)Varint(bytes, ref at);
                    var content = bytes.Slice(at, length);
                    field.Message = schema.Messages.TryGetValue(field.Number, out var inner) ? Parse(content, inner) : null;
                    field.Bytes = field.Message is null ? content.ToArray() : [];
                    at += length;
                    break;
                default:
                    var size = field.Kind == 1 ? 8 : 4;
                    field.Bytes = bytes.Slice(at, size).ToArray();
                    at += size;
                    break;
            }

            message.Fields.Add(field);
        }

        return message;
    }

    public byte[] ToArray()
    {
        using var stream = new MemoryStream();
        foreach (var field in Fields)
        {
            Write(stream, ((ulong)field.Number << 3) | (uint)field.Kind);
            if (field.Kind == 0)
            {
                Write(stream, field.Integer);
                continue;
            }

            var content = field.Message?.ToArray() ?? field.Bytes;
            if (field.Kind == 2)
            {
                Write(stream, (ulong)(field.Length ?? content.Length));
            }

            stream.Write(content);
        }

        return stream.ToArray();
    }

    /// <summary>This message and all within it.</summary>
    public IEnumerable<WireMessage> All() => Fields.Where(f => f.Message is not null).SelectMany(f => f.Message!.All()).Prepend(this);

    public WireMessage Clone()
    {
        var copy = new WireMessage(schema);
        copy.Fields.AddRange(Fields.Select(f => f.Clone()));
        return copy;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    private static void Write(MemoryStream stream, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            stream.WriteByte((byte)(value | 0x80));
        }

        stream.WriteByte((byte)value);
    }
}
