using System.Diagnostics;
using Skylite.Graphs.Cost;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Graphs;

public class OnnxFuzzTests
{
    private static readonly byte[][] Seeds = [OnnxWriter.ToBytes(Samples.ConvRelu()), OnnxWriter.ToBytes(Samples.Classifier())];

    [Fact]
    public void A_file_cut_off_anywhere_gives_an_error_or_a_graph()
    {
        foreach (var seed in Seeds)
        {
            for (var length = 0; length < seed.Length; length += Math.Max(1, seed.Length / 500))
            {
                Survives(seed[..length]);
            }
        }
    }

    [Fact]
    public void Mutated_files_give_an_error_or_a_graph()
    {
        var random = new Random(20240501);
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < 1500; round++)
        {
            Survives(Mutate(random, (byte[])Seeds[round % Seeds.Length].Clone()));
        }

        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), $"took {clock.Elapsed}");
    }

    private static byte[] Mutate(Random random, byte[] bytes)
    {
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    // a huge length or dimension
                    bytes.AsSpan(at, Math.Min(9, bytes.Length - at)).Fill(0xFF);
                    break;
                case 3:
                    var from = random.Next(bytes.Length);
                    var count = Math.Min(random.Next(1, 64), bytes.Length - Math.Max(at, from));
                    bytes.AsSpan(from, count).CopyTo(bytes.AsSpan(at));
                    break;
                default:
                    bytes = [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at, Math.Min(random.Next(64), bytes.Length - at)), .. bytes.AsSpan(at)];
                    break;
            }
        }

        return bytes;
    }

    /// <summary>Whatever can be read must also be checked, folded, costed and written without anything but the announced exception.</summary>
    private static void Survives(byte[] bytes)
    {
        try
        {
            var graph = OnnxReader.Read(bytes);
            GraphCheck.Problems(graph);
            OnnxReader.Read(OnnxWriter.ToBytes(graph));
            CostReport.Of(graph);
            new FoldConstants().Apply(graph);
            new FoldBatchNorm().Apply(graph);
        }
        catch (InvalidDataException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }
}
