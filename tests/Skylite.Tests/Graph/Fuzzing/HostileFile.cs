using System.Diagnostics;
using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Graphs.Cost;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Graphs.Fuzzing;

/// <summary>A folder with a model in it and a secret beside it, and what must hold whatever the model is.</summary>
internal sealed class HostileFile : IDisposable
{
    /// <summary>Bytes that reading a file may allocate besides the file's own size, and for each byte of it: a field of two bytes becomes an object.</summary>
    private const long ReadingBase = 8L << 20;
    private const long ReadingPerByte = 512;

    /// <summary>Bytes that checking, folding and counting may allocate besides a share of the file's size.</summary>
    private const long WorkingBase = 512L << 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly byte[] Secret = [.. "the secret that lies outside"u8];

    private readonly TemporaryFolder _outside = new();
    private readonly string _path;

    public HostileFile()
    {
        var folder = Directory.CreateDirectory(_outside.File("model")).FullName;
        _path = Path.Combine(folder, "model.onnx");
        File.WriteAllBytes(_outside.File("secret.bin"), [.. Secret, .. Secret, .. Secret, .. Secret]);
        File.WriteAllBytes(Path.Combine(folder, "beside.bin"), new byte[64]);
        File.CreateSymbolicLink(Path.Combine(folder, "link.bin"), _outside.File("secret.bin"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "folder"), _outside.Path);
    }

    /// <summary>Takes the bytes through reader, checker, shape inference, folding, control flow, cost, channel groups and writer.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">How failures call it.</param>
    /// <returns>Whether it was a graph after all.</returns>
    public bool Survives(byte[] bytes, string name)
    {
        File.WriteAllBytes(_path, bytes);
        var clock = Stopwatch.StartNew();
        var start = GC.GetAllocatedBytesForCurrentThread();
        var isGraph = false;
        try
        {
            var graph = OnnxReader.Read(_path);
            Bound(start, ReadingBase + (ReadingPerByte * bytes.Length), "reading", name);
            Assert.DoesNotContain(graph.Initializers, i => i.Constant!.Bytes.Span.IndexOf(Secret.AsSpan(0, 4)) >= 0);
            start = GC.GetAllocatedBytesForCurrentThread();
            isGraph = Work(graph);
        }
        catch (InvalidDataException e)
        {
            Assert.NotEmpty(e.Message);
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{name}: {e}");
        }

        Bound(start, WorkingBase + (ReadingPerByte * bytes.Length), "working with it", name);
        Assert.True(clock.Elapsed < Longest, $"{name} took {clock.Elapsed}.");
        return isGraph;
    }

    public void Dispose() => _outside.Dispose();

    private static bool Work(Graph graph)
    {
        var isSound = GraphCheck.Problems(graph, allowOpaque: true).Count == 0;
        OnnxReader.Read(OnnxWriter.ToBytes(graph), "again", null);
        if (isSound)
        {
            ShapeInference.Run(graph);
            ChannelGroups.Of(graph);
        }

        CostReport.Of(graph);
        new FoldConstants().Apply(graph);
        new FoldBatchNorm().Apply(graph);
        return isSound;
    }

    private static void Bound(long start, long most, string what, string name)
    {
        var taken = GC.GetAllocatedBytesForCurrentThread() - start;
        Assert.True(taken <= most, $"{name}: {what} allocated {taken} bytes, more than {most}.");
    }
}
