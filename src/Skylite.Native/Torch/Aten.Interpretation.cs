namespace Skylite.Native.Torch;

// Forms of convolution and pooling that an interpreter of graphs calls with lists prepared once.
public static partial class Aten
{
    private static readonly TorchOperator OpConv1d = TorchOperator.Find("conv1d");
    private static readonly TorchOperator OpConv2d = TorchOperator.Find("conv2d");
    private static readonly TorchOperator OpConv3d = TorchOperator.Find("conv3d");
    private static readonly TorchOperator OpMaxPool1d = TorchOperator.Find("max_pool1d");
    private static readonly TorchOperator OpMaxPool3d = TorchOperator.Find("max_pool3d");
    private static readonly TorchOperator OpAvgPool1d = TorchOperator.Find("avg_pool1d");
    private static readonly TorchOperator OpAvgPool3d = TorchOperator.Find("avg_pool3d");
    private static readonly TorchOperator OpHardtanhInPlace = TorchOperator.Find("hardtanh_");
    private static readonly TorchOperator OpRemainderScalar = TorchOperator.Find("remainder", "Scalar");
    private static readonly TorchOperator OpConstantPad = TorchOperator.Find("constant_pad_nd");

    /// <summary>A convolution over one to three axes that mixed precision knows: N×C×…, weight O×(C/groups)×….</summary>
    /// <param name="x">The input.</param>
    /// <param name="weight">The kernels; their rank decides the number of axes.</param>
    /// <param name="bias">One number per output channel, or none.</param>
    /// <param name="options">Strides, padding, dilation, one number per axis or one for all; groups. Not transposed.</param>
    /// <returns>N×O×….</returns>
    public static TorchTensor ConvolutionNd(TorchTensor x, TorchTensor weight, TorchTensor? bias, ConvolutionOptions options)
    {
        var op = weight.Rank switch { 3 => OpConv1d, 4 => OpConv2d, _ => OpConv3d };
        return op.Call(x, weight, bias, options.Stride, options.Padding, options.Dilation, options.Groups);
    }

    /// <summary>Maximum over windows of one to three axes, as many as the kernel has.</summary>
    /// <param name="x">N×C×….</param>
    /// <param name="options">The window.</param>
    /// <returns>The maxima.</returns>
    public static TorchTensor MaxPoolNd(TorchTensor x, PoolingOptions options)
    {
        var op = options.Kernel.Length switch { 1 => OpMaxPool1d, 2 => OpMaxPool2d, _ => OpMaxPool3d };
        return op.Call(x, options.Kernel, options.Stride, options.Padding, options.Dilation, options.CeilMode);
    }

    /// <summary>Mean over windows of one to three axes, as many as the kernel has.</summary>
    /// <param name="x">N×C×….</param>
    /// <param name="options">The window, without dilation.</param>
    /// <returns>The means.</returns>
    public static TorchTensor AvgPoolNd(TorchTensor x, PoolingOptions options)
    {
        var op = options.Kernel.Length switch { 1 => OpAvgPool1d, 2 => OpAvgPool2d, _ => OpAvgPool3d };
        return op.Call(x, options.Kernel, options.Stride, options.Padding, options.CeilMode, options.CountIncludePad);
    }

    /// <summary>Limits every element to a range, in place; the gradient is 0 at and beyond the limits.</summary>
    /// <param name="x">The tensor to change.</param>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">Largest value.</param>
    public static void HardtanhInPlace(TorchTensor x, double low, double high) => OpHardtanhInPlace.CallInPlace(x, low, high);

    /// <summary>The remainder of a division by a number, with the sign of the divisor.</summary>
    /// <param name="a">Dividends.</param>
    /// <param name="b">The divisor.</param>
    /// <returns>The remainders.</returns>
    public static TorchTensor Remainder(TorchTensor a, long b) => OpRemainderScalar.Call(a, b);

    /// <summary>Puts a constant around a tensor, or cuts where a number is negative.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="pads">Pairs of before and after, from the last axis on.</param>
    /// <param name="value">The constant.</param>
    /// <returns>The padded tensor.</returns>
    public static TorchTensor ConstantPad(TorchTensor x, long[] pads, double value) => OpConstantPad.Call(x, pads, value);
}
