using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Tests.Graphs;
using Skylite.Workbench.Models;

namespace Skylite.Tests.Workbench;

public sealed class ModelFileTests
{
    [Fact]
    public void Weights_that_lie_beside_a_model_under_any_name_are_part_of_it()
    {
        using var folder = new TemporaryFolder();
        var (model, weights) = (folder.File("renamed.onnx"), folder.File("first.onnx.data"));
        OnnxWriter.Write(Network(1), folder.File("first.onnx"), new OnnxWriterOptions { ExternalDataFrom = 1 });
        File.Move(folder.File("first.onnx"), model);
        var (bytes, checksum) = (ModelFile.Bytes(model), ModelFile.Checksum(model));

        Assert.Equal(new FileInfo(model).Length + new FileInfo(weights).Length, bytes);
        Directory.CreateDirectory(folder.File("elsewhere"));
        ModelFile.Copy(model, folder.File("elsewhere/copy.onnx"));
        Assert.Equal(1, OnnxReader.Read(folder.File("elsewhere/copy.onnx")).Values["w"].Constant!.ToSingle()[0]);

        OnnxWriter.Write(Network(2), folder.File("first.onnx"), new OnnxWriterOptions { ExternalDataFrom = 1 });
        Assert.Equal(File.ReadAllBytes(folder.File("first.onnx")), File.ReadAllBytes(model));
        Assert.NotEqual(checksum, ModelFile.Checksum(model));
    }

    [Fact]
    public void A_single_file_has_the_checksum_that_other_programs_say()
    {
        using var folder = new TemporaryFolder();
        OnnxWriter.Write(Network(1), folder.File("m.onnx"));
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(folder.File("m.onnx")))),
            ModelFile.Checksum(folder.File("m.onnx")));
        File.WriteAllText(folder.File("weights.pth"), "location of no model");
        Assert.Equal([folder.File("weights.pth")], OnnxReader.FilesOf(folder.File("weights.pth")));
        Assert.Equal(64, ModelFile.Checksum(folder.File("weights.pth")).Length);
    }

    private static Graph Network(float weight)
    {
        var graph = new Graph("g");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(4));
        graph.AddOutput(graph.Apply("Mul", "y", x, graph.AddInitializer("w", Tensor.Vector(weight, 2f, 3f, 4f))));
        return graph;
    }
}
