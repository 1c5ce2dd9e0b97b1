using System.Text.Json;

namespace Skylite.Graphs.Weights;

/// <summary>One tensor's line in the header of a safetensors file.</summary>
internal sealed record SafeTensorsEntry(string Name, ElementType Type, long[] Dimensions, long Begin, long End)
{
    private static readonly (string Name, ElementType Type)[] TypeNames =
    [
        ("BOOL", ElementType.Bool),
        ("U8", ElementType.UInt8),
        ("I8", ElementType.Int8),
        ("U16", ElementType.UInt16),
        ("I16", ElementType.Int16),
        ("F16", ElementType.Float16),
        ("BF16", ElementType.BFloat16),
        ("U32", ElementType.UInt32),
        ("I32", ElementType.Int32),
        ("F32", ElementType.Float),
        ("U64", ElementType.UInt64),
        ("I64", ElementType.Int64),
        ("F64", ElementType.Double),
    ];

    public long ByteCount => End - Begin;

    public static SafeTensorsEntry Parse(string path, string name, JsonElement json)
    {
        var dtype = json.TryGetProperty("dtype", out var text) ? text.GetString() : null;
        var type = Array.Find(TypeNames, t => t.Name == dtype).Type;
        if (type == ElementType.Undefined)
        {
            throw WeightStream.Broken(path, $"tensor '{name}' has element type '{dtype}', which Skylite cannot read");
        }

        if (!json.TryGetProperty("shape", out var shape) || !json.TryGetProperty("data_offsets", out var offsets) || offsets.GetArrayLength() != 2)
        {
            throw WeightStream.Broken(path, $"the header says too little of tensor '{name}'");
        }

        long[] dimensions = [.. shape.EnumerateArray().Select(d => d.GetInt64())];
        var entry = new SafeTensorsEntry(name, type, dimensions, offsets[0].GetInt64(), offsets[1].GetInt64());
        return checked(Shape.Of(dimensions).ElementCount * type.Size()) == checked(entry.End - entry.Begin)
            ? entry
            : throw WeightStream.Broken(path, $"the data of tensor '{name}' is not as long as its shape says");
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject(Name);
        json.WriteString("dtype", Array.Find(TypeNames, t => t.Type == Type).Name
            ?? throw new ArgumentException($"Tensor '{Name}' holds {Type}, which a safetensors file cannot hold."));
        json.WriteStartArray("shape");
        foreach (var length in Dimensions)
        {
            json.WriteNumberValue(length);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(Begin);
        json.WriteNumberValue(End);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
