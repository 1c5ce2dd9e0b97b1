using System.Globalization;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;

namespace Skylite.Conformance;

/// <summary>The tensors of one <c>test_data_set_*</c> folder.</summary>
internal static class TestDataSet
{
    /// <summary>Reads <c>input_0.pb</c>, <c>input_1.pb</c>, … or the outputs.</summary>
    public static Tensor[] Read(string folder, string kind, IReadOnlyList<ElementType> declared)
    {
        var tensors = new List<Tensor>();
        for (var i = 0; ; i++)
        {
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{kind}_{i}.pb"));
            if (!File.Exists(path))
            {
                return [.. tensors];
            }

            var tensor = TensorParser.Read(new WireSlice(File.ReadAllBytes(path), 0), new ExternalData(folder)).Tensor;
            // NumPy has no bfloat16, so the tests store its bits as integers
            var isBits = tensor.Type == ElementType.UInt16 && declared.ElementAtOrDefault(i) == ElementType.BFloat16;
            tensors.Add(isBits ? new Tensor(ElementType.BFloat16, tensor.Dimensions, tensor.Bytes) : tensor);
        }
    }
}
