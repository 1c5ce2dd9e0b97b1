using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX TfIdfVectorizer over integers: counts the n-grams of a pool, allowing gaps, and weights the counts.</summary>
public sealed class TfIdfVectorizerKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "TfIdfVectorizer";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var pool = node.Attributes.Ints("pool_int64s") ?? throw node.Refuse("its pool holds text, not integers.");
        var places = node.Attributes.Ints("ngram_indexes") ?? throw node.Refuse("'ngram_indexes' is missing.");
        var starts = node.Attributes.Ints("ngram_counts") ?? throw node.Refuse("'ngram_counts' is missing.");
        var weights = node.Attributes.Floats("weights");
        var mode = node.Attributes.Text("mode", "TF");
        var (shortest, longest) = ((int)node.Attributes.Int("min_gram_length", 1), (int)node.Attributes.Int("max_gram_length", 1));
        var gap = (int)node.Attributes.Int("max_skip_count", 0);
        var grams = Grams(pool, starts, shortest, longest);
        var width = places.Max() + 1;
        return frame =>
        {
            var input = frame.Input(0);
            var rows = input.Rank == 2 ? (int)input.Shape[0] : 1;
            var (numbers, length) = (input.ToArray<long>(), (int)input.Shape[^1]);
            var result = new float[rows * width];
            for (var row = 0; row < rows; row++)
            {
                var text = numbers[(row * length)..((row + 1) * length)];
                foreach (var (gram, number) in grams)
                {
                    var count = Count(text, gram, gap);
                    var weight = weights?[number] ?? 1;
                    result[(row * width) + places[number]] = mode switch { "TF" => count, "IDF" => count > 0 ? weight : 0, _ => count * weight };
                }
            }

            frame.SetOutput(0, TorchTensor.From<float>(result, input.Rank == 2 ? [rows, width] : [width]));
        };
    }

    // the pool lists all 1-grams, then all 2-grams, …; the starts say where each kind begins
    private static List<(long[] Gram, int Number)> Grams(IReadOnlyList<long> pool, IReadOnlyList<long> starts, int shortest, int longest)
    {
        var (grams, number) = (new List<(long[], int)>(), 0);
        for (var n = 1; n <= starts.Count; n++)
        {
            var end = n < starts.Count ? starts[n] : pool.Count;
            for (var start = (int)starts[n - 1]; start < end; start += n, number++)
            {
                if (n >= shortest && n <= longest)
                {
                    grams.Add(([.. pool.Skip(start).Take(n)], number));
                }
            }
        }

        return grams;
    }

    private static int Count(long[] text, long[] gram, int gap)
    {
        var count = 0;
        for (var step = 1; step <= (gram.Length == 1 ? 1 : gap + 1); step++)
        {
            for (var start = 0; start + ((gram.Length - 1) * step) < text.Length; start++)
            {
                var at = start;
                count += gram.Select((token, i) => text[at + (i * step)] == token).All(same => same) ? 1 : 0;
            }
        }

        return count;
    }
}
