using System.Buffers.Binary;
using Skylite.Graphs.Onnx;

namespace Skylite.Graphs.Weights;

/// <summary>Reads weights by name from the files that people have: PyTorch's <c>.pth</c> and <c>.pt</c>, <c>.safetensors</c>, <c>.onnx</c>.</summary>
public static class WeightFile
{
    private const long LargestHeader = 1 << 27;

    /// <summary>Reads every tensor of a file. The format is found from the content; only ONNX is told by the name's ending.</summary>
    /// <returns>Tensors by name with the types of the file, in its order; prefixes that all names share (<c>module.</c>) are taken off.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is cut short, damaged, hostile or holds no weights; the message names it. No code from the file is ever run.
    /// </exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string path)
    {
        if (path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            return WithoutPrefix(OnnxReader.Read(path).Initializers.Select(v => KeyValuePair.Create(v.Name, v.Constant!)));
        }

        return IsSafeTensors(path) ? WithoutPrefix(SafeTensors.Read(path).Tensors) : TorchFile.Read(path);
    }

    // The length of a header comes before it, and a legacy file of PyTorch has no brace there.
    private static bool IsSafeTensors(string path)
    {
        using var file = WeightStream.Open(path);
        Span<byte> start = stackalloc byte[9];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length
            ? path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)
            : start[^1] == '{' && BinaryPrimitives.ReadInt64LittleEndian(start) is > 1 and <= LargestHeader;
    }

    private static OrderedDictionary<string, Tensor> WithoutPrefix(IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        var all = tensors.ToArray();
        var prefix = StateDictionary.CommonPrefix([.. all.Select(t => t.Key)]);
        return new OrderedDictionary<string, Tensor>(all.Select(t => KeyValuePair.Create(t.Key[prefix.Length..], t.Value)), StringComparer.Ordinal);
    }
}
