namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpMaxPool2d = TorchOperator.Find("max_pool2d");
    private static readonly TorchOperator OpMaxPool2dWithIndices = TorchOperator.Find("max_pool2d_with_indices");
    private static readonly TorchOperator OpMaxPool3dWithIndices = TorchOperator.Find("max_pool3d_with_indices");
    private static readonly TorchOperator OpAvgPool2d = TorchOperator.Find("avg_pool2d");

    /// <summary>The greatest of each window of N×C×H×W.</summary>
    public static TorchTensor MaxPool2d(TorchTensor x, PoolingOptions options) =>
        OpMaxPool2d.Call(x, options.Kernel, options.Stride, options.Padding, options.Dilation, options.CeilMode);

    /// <summary>The greatest of each window, and its place h·W + w in the input.</summary>
    public static (TorchTensor Values, TorchTensor Indices) MaxPool2dWithIndices(TorchTensor x, PoolingOptions options) =>
        OpMaxPool2dWithIndices.CallPair(x, options.Kernel, options.Stride, options.Padding, options.Dilation, options.CeilMode);

    /// <summary>The greatest of each window of N×C×D×H×W, and its place (d·H + h)·W + w in the input.</summary>
    public static (TorchTensor Values, TorchTensor Indices) MaxPool3dWithIndices(TorchTensor x, PoolingOptions options) =>
        OpMaxPool3dWithIndices.CallPair(x, options.Kernel, options.Stride, options.Padding, options.Dilation, options.CeilMode);

    /// <summary>The mean of each window of N×C×H×W.</summary>
    public static TorchTensor AvgPool2d(TorchTensor x, PoolingOptions options) =>
        OpAvgPool2d.Call(x, options.Kernel, options.Stride, options.Padding, options.CeilMode, options.CountIncludePad);
}
