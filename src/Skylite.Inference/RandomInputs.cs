using Skylite.Imagery;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference;

/// <summary>A session with seeded noise bound to its inputs and outputs left to the runtime: what time measurements run.</summary>
internal sealed class RandomInputs : IDisposable
{
    private readonly List<OrtValue> _values = [];
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;

    internal RandomInputs(InferenceSession session, LatencyOptions options)
    {
        _session = session;
        _binding = session.CreateIoBinding();
        var preprocessing = session.Metadata.CustomMetadataMap.TryGetValue(Preprocessing.MetadataKey, out var json) ? Preprocessing.FromJson(json) : null;
        foreach (var input in session.Inputs)
        {
            var shape = ShapeOf(input, options, preprocessing, session.Source);
            Batch = Math.Max(Batch, shape.Length > 0 ? (int)shape[0] : 1);
            var value = Fill(input, shape, options.Seed, session.Source);
            _values.Add(value);
            _binding.BindInput(input.Name, value);
        }

        foreach (var output in session.Outputs)
        {
            _binding.BindOutputToCpu(output.Name);
        }
    }

    /// <summary>Samples per run.</summary>
    internal int Batch { get; }

    internal void Run() => _session.Run(_binding);

    public void Dispose()
    {
        _binding.Dispose();
        foreach (var value in _values)
        {
            value.Dispose();
        }
    }

    private static long[] ShapeOf(NodeMetadata input, LatencyOptions options, Preprocessing? preprocessing, string model)
    {
        if (options.InputShapes.TryGetValue(input.Name, out var stated))
        {
            // a file that says no shape of an input looks like one of a scalar
            return input.Dimensions.Count == 0 ? [.. stated] : [.. input.Dimensions.Select((d, i) => d > 0 ? d : stated[i])];
        }

        var shape = input.Dimensions.ToArray();
        for (var i = 0; i < shape.Length; i++)
        {
            if (shape[i] < 0)
            {
                shape[i] = (i, shape.Length) switch
                {
                    (0, _) => options.Batch,
                    (1, 4) when preprocessing is not null => preprocessing.Bands.Count,
                    (2, 4) => preprocessing?.Height ?? options.Height,
                    (3, 4) => preprocessing?.Width ?? options.Width,
                    _ => throw new InvalidDataException(
                        $"Extent {i} of input '{input}' of '{model}' is open, and nothing says what to measure with. Fix the extent in the model."),
                };
            }
        }

        return shape;
    }

    private static OrtValue Fill(NodeMetadata input, long[] shape, int seed, string model)
    {
        var random = new Random(seed);
        var value = OrtValue.CreateAllocatedTensorValue(input.ElementType, shape);
        switch (input.ElementType)
        {
            case TensorElementType.Float:
                foreach (ref var x in value.GetTensorMutableDataAsSpan<float>())
                {
                    x = (random.NextSingle() * 4) - 2;
                }

                break;
            case TensorElementType.UInt8:
                random.NextBytes(value.GetTensorMutableDataAsSpan<byte>());
                break;
            case TensorElementType.Float16:
                foreach (ref var x in value.GetTensorMutableDataAsSpan<Half>())
                {
                    x = (Half)((random.NextSingle() * 4) - 2);
                }

                break;
            case TensorElementType.Int64:
                value.GetTensorMutableDataAsSpan<long>().Clear();
                break;
            case TensorElementType.Int32:
                value.GetTensorMutableDataAsSpan<int>().Clear();
                break;
            case TensorElementType.Bool:
                value.GetTensorMutableDataAsSpan<bool>().Clear();
                break;
            default:
                value.Dispose();
                throw new InvalidDataException(
                    $"Input '{input}' of '{model}' has an element type that cannot be measured with; floats, uint8, int32, int64 and bool can.");
        }

        return value;
    }
}
