namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpRelu = TorchOperator.Find("relu");
    private static readonly TorchOperator OpSigmoid = TorchOperator.Find("sigmoid");
    private static readonly TorchOperator OpTanh = TorchOperator.Find("tanh");
    private static readonly TorchOperator OpMish = TorchOperator.Find("mish");
    private static readonly TorchOperator OpHardswish = TorchOperator.Find("hardswish");
    private static readonly TorchOperator OpSelu = TorchOperator.Find("selu");
    private static readonly TorchOperator OpGelu = TorchOperator.Find("gelu");
    private static readonly TorchOperator OpElu = TorchOperator.Find("elu");
    private static readonly TorchOperator OpCelu = TorchOperator.Find("celu");
    private static readonly TorchOperator OpLeakyRelu = TorchOperator.Find("leaky_relu");
    private static readonly TorchOperator OpSoftplus = TorchOperator.Find("softplus");
    private static readonly TorchOperator OpHardtanh = TorchOperator.Find("hardtanh");
    private static readonly TorchOperator OpClamp = TorchOperator.Find("clamp");
    private static readonly TorchOperator OpThreshold = TorchOperator.Find("threshold");
    private static readonly TorchOperator OpSoftmaxInt = TorchOperator.Find("softmax", "int");
    private static readonly TorchOperator OpLogSoftmaxInt = TorchOperator.Find("log_softmax", "int");

    /// <summary>max(x, 0).</summary>
    public static TorchTensor Relu(TorchTensor x) =>
        OpRelu.Call(x);

    /// <summary>1 ÷ (1 + exp(−x)).</summary>
    public static TorchTensor Sigmoid(TorchTensor x) =>
        OpSigmoid.Call(x);

    /// <summary>The hyperbolic tangent.</summary>
    public static TorchTensor Tanh(TorchTensor x) =>
        OpTanh.Call(x);

    /// <summary>x · tanh(softplus(x)).</summary>
    public static TorchTensor Mish(TorchTensor x) =>
        OpMish.Call(x);

    /// <summary>x · min(max(x + 3, 0), 6) ÷ 6.</summary>
    public static TorchTensor Hardswish(TorchTensor x) =>
        OpHardswish.Call(x);

    /// <summary>The self-normalising exponential unit.</summary>
    public static TorchTensor Selu(TorchTensor x) =>
        OpSelu.Call(x);

    /// <summary>x · Φ(x); <c>tanh</c> selects the approximation.</summary>
    public static TorchTensor Gelu(TorchTensor x, string approximate = "none") =>
        OpGelu.Call(x, approximate);

    /// <summary>x above 0, alpha·(exp(x) − 1) below.</summary>
    public static TorchTensor Elu(TorchTensor x, double alpha = 1) =>
        OpElu.Call(x, alpha);

    /// <summary>x above 0, alpha·(exp(x÷alpha) − 1) below.</summary>
    public static TorchTensor Celu(TorchTensor x, double alpha = 1) =>
        OpCelu.Call(x, alpha);

    /// <summary>x above 0, slope·x below.</summary>
    public static TorchTensor LeakyRelu(TorchTensor x, double slope = 0.01) =>
        OpLeakyRelu.Call(x, slope);

    /// <summary>log(1 + exp(beta·x)) ÷ beta.</summary>
    public static TorchTensor Softplus(TorchTensor x, double beta = 1, double threshold = 20) =>
        OpSoftplus.Call(x, beta, threshold);

    /// <summary>x cut to [low, high].</summary>
    // libtorch 1.13 has no bfloat16 backward for hardtanh, but one for clamp.
    public static TorchTensor Hardtanh(TorchTensor x, double low = -1, double high = 1) =>
        x.Type == ScalarType.BFloat16 ? Clamp(x, low, high) : OpHardtanh.Call(x, low, high);

    /// <summary>x cut to [low, high]; null leaves that side open.</summary>
    public static TorchTensor Clamp(TorchTensor x, double? low, double? high = null) =>
        OpClamp.Call(x, low, high);

    /// <summary>x above the threshold, the value elsewhere.</summary>
    public static TorchTensor Threshold(TorchTensor x, double threshold, double value) =>
        OpThreshold.Call(x, threshold, value);

    /// <summary>exp(x) ÷ Σ exp(x) along an axis.</summary>
    public static TorchTensor Softmax(TorchTensor x, long axis) =>
        OpSoftmaxInt.Call(x, axis);

    /// <summary>log softmax along an axis.</summary>
    public static TorchTensor LogSoftmax(TorchTensor x, long axis) =>
        OpLogSoftmaxInt.Call(x, axis);
}
