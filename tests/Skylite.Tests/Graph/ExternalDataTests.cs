using Skylite.Graphs;
using Skylite.Graphs.Onnx;

namespace Skylite.Tests.Graphs;

public class ExternalDataTests
{
    [Fact]
    public void Data_beside_the_model_is_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("w.bin"), [9, 9, 9, 9, 0, 0, 128, 63]);

        var graph = OnnxReader.Read(Write(folder, ("location", "w.bin"), ("offset", "4"), ("length", "4")));

        Assert.Equal([1f], graph.Values["w"].Constant!.ToSingle());
    }

    [Fact]
    public void A_model_that_cannot_be_written_leaves_the_data_of_the_earlier_one()
    {
        using var folder = new TemporaryFolder();
        var graph = new Graph("g");
        graph.AddOutput(graph.AddNode("Relu", [graph.AddInitializer("w", Skylite.Graphs.Tensor.Vector(1f, 2f))], [graph.AddValue("y")], "n").Output(0));
        Directory.CreateDirectory(folder.File("m.onnx"));
        File.WriteAllText(folder.File("m.onnx.data"), "earlier");

        Assert.Throws<IOException>(() => OnnxWriter.Write(graph, folder.File("m.onnx"), new OnnxWriterOptions { ExternalDataFrom = 1 }));

        Assert.Equal("earlier", File.ReadAllText(folder.File("m.onnx.data")));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("../outside.bin")]
    [InlineData("sub/../../outside.bin")]
    [InlineData("..\\outside.bin")]
    [InlineData("/etc/hostname")]
    [InlineData("C:\\w.bin")]
    [InlineData("")]
    [InlineData("a//b")]
    [InlineData("w\0.bin")]
    public void Paths_out_of_the_folder_are_refused(string location)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("plain path", Error(folder, ("location", location)), StringComparison.Ordinal);
    }

    [Fact]
    public void Symbolic_links_are_refused()
    {
        using var folder = new TemporaryFolder();
        using var secret = new TemporaryFolder();
        File.WriteAllBytes(secret.File("s.bin"), new byte[4]);
        File.CreateSymbolicLink(folder.File("link.bin"), secret.File("s.bin"));
        Directory.CreateSymbolicLink(folder.File("dir"), secret.Path);

        Assert.Contains("symbolic link", Error(folder, ("location", "link.bin")), StringComparison.Ordinal);
        Assert.Contains("symbolic link", Error(folder, ("location", "dir/s.bin")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6", "4")]
    [InlineData("0", "9")]
    [InlineData("9", null)]
    [InlineData("-1", "4")]
    [InlineData("0", "9223372036854775807")]
    [InlineData("zero", "4")]
    public void Ranges_outside_the_file_are_refused(string offset, string? length)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("w.bin"), new byte[8]);

        Assert.Contains("tensor 'w'", Error(folder, ("location", "w.bin"), ("offset", offset), ("length", length)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("'gone.bin' is missing", Error(folder, ("location", "gone.bin")), StringComparison.Ordinal);
    }

    [Fact]
    public void Regions_that_overlap_cannot_be_read_many_times_over()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("w.bin"), new byte[1004]);
        var model = new ModelBytes().Output("w0", 250);
        for (var i = 0; i < 3; i++)
        {
            model.With(Tensor($"w{i}", 250, ("location", "w.bin"), ("offset", $"{i}"), ("length", "1000")));
        }

        File.WriteAllBytes(folder.File("m.onnx"), model.ToArray());

        Assert.Contains("overlap", Assert.Throws<InvalidDataException>(() => OnnxReader.Read(folder.File("m.onnx"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shared_data_is_read_once()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("w.bin"), new byte[4]);
        var model = new ModelBytes().Output("a", 1)
            .With(Tensor("a", 1, ("location", "w.bin"))).With(Tensor("b", 1, ("location", "w.bin")));
        File.WriteAllBytes(folder.File("m.onnx"), model.ToArray());

        var values = OnnxReader.Read(folder.File("m.onnx")).Values;

        Assert.Equal(values["a"].Constant!.Bytes, values["b"].Constant!.Bytes);
    }

    [Fact]
    public void A_model_in_memory_has_no_folder_to_read_from() =>
        Assert.Contains(
            "not read from a file",
            Assert.Throws<InvalidDataException>(() =>
                OnnxReader.Read(new ModelBytes().Output("w", 1).With(Tensor("w", 1, ("location", "w.bin"))).ToArray())).Message,
            StringComparison.Ordinal);

    private static string Error(TemporaryFolder folder, params (string Key, string? Value)[] entries)
    {
        var path = Write(folder, entries);
        return Assert.Throws<InvalidDataException>(() => OnnxReader.Read(path)).Message;
    }

    private static string Write(TemporaryFolder folder, params (string Key, string? Value)[] entries)
    {
        var path = folder.File("m.onnx");
        File.WriteAllBytes(path, new ModelBytes().Output("w", 1).With(Tensor("w", 1, entries)).ToArray());
        return path;
    }

    private static WireWriter Tensor(string name, long count, params (string Key, string? Value)[] entries) =>
        ModelBytes.Tensor(name, 1, [count], tensor =>
        {
            tensor.Int64(14, 1);
            foreach (var (key, value) in entries.Where(e => e.Value is not null))
            {
                var entry = new WireWriter();
                entry.Text(1, key);
                entry.Text(2, value!);
                tensor.Message(13, entry);
            }
        });
}
