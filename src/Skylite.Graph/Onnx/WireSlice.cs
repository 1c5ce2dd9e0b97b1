namespace Skylite.Graphs.Onnx;

/// <summary>A stretch of a protobuf file, with its place in the file for error messages.</summary>
internal readonly record struct WireSlice(ReadOnlyMemory<byte> Bytes, long Offset)
{
    public WireReader Open() => new(this);
}
