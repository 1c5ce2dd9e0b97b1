using Skylite.Bench.Scenes;

switch (args)
{
    case ["model", var output]:
        RandomNetwork.Write(output);
        return 0;
    case ["throughput", var model, var scene, var output, var threads]:
        Throughput.Measure(model, scene, output, int.Parse(threads));
        return 0;
    case ["seams", var model, var scene, var folder, var threads]:
        Seams.Measure(model, scene, folder, int.Parse(threads));
        return 0;
    default:
        Console.Error.WriteLine("model OUT.onnx | throughput MODEL SCENE OUT.tif THREADS | seams MODEL SCENE FOLDER THREADS");
        return 2;
}
