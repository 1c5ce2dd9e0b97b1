#:project ../../src/Skylite.Zoo/Skylite.Zoo.csproj
#:project ../../src/Skylite.Native/Skylite.Native.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

// Builds a network of the zoo, loads weights, and runs it in ONNX Runtime:
// MODEL WEIGHTS|- HEIGHT WIDTH IMAGES.f32 LOGITS.f32 WEIGHTS-OUT.safetensors
using System.Globalization;
using System.Runtime.InteropServices;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Weights;
using Skylite.Native.OnnxRuntime;
using Skylite.Zoo;

var (height, width) = (int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture));
var graph = Models.Build(args[0], new ModelOptions { Height = height, Width = width });
if (args[1] != "-")
{
    Console.WriteLine(WeightLoading.Load(graph, WeightFile.Read(args[1])));
}

var images = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(args[4]).AsSpan()).ToArray();
using var session = new InferenceSession(OnnxWriter.ToBytes(graph));
using var input = OrtValue.CreateTensorValueFromMemory(images, [images.Length / (3 * height * width), 3, height, width]);
using var outputs = session.Run(new Dictionary<string, OrtValue> { ["input"] = input });
File.WriteAllBytes(args[5], MemoryMarshal.AsBytes(outputs["logits"].GetTensorDataAsSpan<float>()).ToArray());
SafeTensors.Write(args[6], graph.Initializers.Where(v => v.Constant!.Rank > 0).ToDictionary(v => v.Name, v => v.Constant!));
